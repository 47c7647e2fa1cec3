import { FileLinks } from "@gongdan/forms/antd/file-links";
import { useSpeech } from "@gongdan/i18n/react";
import { Facts } from "@gongdan/ui/facts";
import { Panel } from "@gongdan/ui/panel";
import { useBundle } from "../../api/get-definition";
import { enteredWords } from "../../model/entered-words";
import type { PanelProps } from "./order-panel";
import styles from "./order-record.module.css";

/** What was reported, in the reporter's words, and what was filled in since. */
export function OrderRecord({ order }: PanelProps) {
  const speech = useSpeech();
  const bundle = useBundle(order.definition);
  const entered = enteredWords({ ...order.fields, ...order.data }, bundle, speech);
  return (
    <>
      {order.description && (
        <Panel title={speech.t("order.description")}>
          <p className={styles.words}>{order.description}</p>
        </Panel>
      )}
      {entered.length > 0 && (
        <Panel title={speech.t("order.fields")}>
          <Facts facts={entered.map(({ title, words, files }) => ({ name: title, value: files.length > 0 ? <FileLinks ids={files} /> : words }))} />
        </Panel>
      )}
    </>
  );
}
