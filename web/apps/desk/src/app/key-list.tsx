import { useSpeech } from "@gongdan/i18n/react";
import type { TextKey } from "@gongdan/i18n/areas";
import { Button } from "antd";
import { type Ref, useId } from "react";
import styles from "./key-list.module.css";

const keys: readonly (readonly [string, TextKey])[] = [
  ["j", "keys.next"],
  ["k", "keys.previous"],
  ["Enter", "keys.enter"],
  ["a", "keys.act"],
  ["x", "keys.select"],
  ["c", "keys.comment"],
  ["/", "keys.search"],
  ["Ctrl K · ⌘K", "keys.palette"],
  ["t", "keys.today"],
  ["n", "keys.new"],
  ["1 – 5", "keys.suggested"],
  ["m", "keys.hand"],
  ["o", "keys.order"],
  ["u", "keys.urgent"],
  ["l", "keys.link"],
  ["z", "keys.undo"],
  ["Esc", "keys.escape"],
  ["?", "keys.help"],
];

/** The keys of the desk; opened with `?`, closed with Esc. */
export function KeyList({ dialog }: { readonly dialog: Ref<HTMLDialogElement> }) {
  const { t } = useSpeech();
  const title = useId();
  return (
    <dialog ref={dialog} className={styles.dialog} aria-labelledby={title}>
      <h2 id={title} className={styles.title}>
        {t("keys.title")}
      </h2>
      <dl className={styles.keys}>
        {keys.map(([key, meaning]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(meaning)}</dd>
          </div>
        ))}
      </dl>
      <form method="dialog">
        <Button htmlType="submit">{t("app.close")}</Button>
      </form>
    </dialog>
  );
}
