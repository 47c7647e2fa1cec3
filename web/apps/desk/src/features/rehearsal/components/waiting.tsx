import { useSpeech } from "@gongdan/i18n/react";
import { Button } from "antd";
import type { Rehearsal, useDeed } from "../api/rehearsals";
import styles from "./rehearsal.module.css";

interface Props {
  readonly seen: Rehearsal;
  readonly by: string;
  readonly deed: ReturnType<typeof useDeed>;
}

/** Child orders that are waited for: nobody does them here, so one says how they end. */
export function Waiting({ seen, by, deed }: Props) {
  const { t } = useSpeech();
  const children = seen.waiting.filter(({ kind }) => kind === "children");
  return (
    <>
      {children.map(({ token, title }) => (
        <div key={token} className={styles.acts}>
          <span>{t("rehearsal.child", { title })}</span>
          <Button size="small" onClick={() => deed.mutate({ by, act: "child_ended", token })}>
            {t("rehearsal.child.ended")}
          </Button>
          <Button size="small" onClick={() => deed.mutate({ by, act: "child_cancelled", token })}>
            {t("rehearsal.child.cancelled")}
          </Button>
        </div>
      ))}
    </>
  );
}
