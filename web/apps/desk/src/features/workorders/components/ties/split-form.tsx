import type { OrderDetail } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useTell } from "@gongdan/ui/told";
import { Input } from "antd";
import { useState } from "react";
import { usePairing } from "../../api/send-addition";
import { FormFoot } from "./form-foot";
import styles from "./ties-panel.module.css";

interface Props {
  readonly order: OrderDetail;
  readonly onClose: () => void;
}

/** Splits parts off, one line for each; they begin as orders of their own, as is shown before it is sent. */
export function SplitForm({ order, onClose }: Props) {
  const { t } = useSpeech();
  const tell = useTell();
  const pair = usePairing(order.id);
  const [lines, setLines] = useState("");
  const titles = lines.split("\n").map((line) => line.trim()).filter(Boolean);
  const submit = () => {
    const body = { children: titles.map((title) => ({ title })) };
    pair.mutate(
      { pairing: "split", version: order.version, body },
      { onSuccess: () => { onClose(); tell(t("tie.split.done", { n: titles.length })); } },
    );
  };
  return (
    <form className={styles.form} aria-label={t("tie.act.split")} onSubmit={(event) => { event.preventDefault(); submit(); }}>
      {pair.error && <ProblemNote error={pair.error} />}
      <p>{t("tie.split.why")}</p>
      <Input.TextArea value={lines} rows={3} aria-label={t("tie.split.lines")} placeholder={t("tie.split.lines")} onChange={(event) => { setLines(event.target.value); }} />
      {titles.length > 0 && (
        <ol className={styles.preview} aria-label={t("tie.split.preview")}>
          {titles.map((title, at) => <li key={`${at} ${title}`}>{title}</li>)}
        </ol>
      )}
      <FormFoot act={t("tie.act.split")} ready={titles.length > 0} pending={pair.isPending} onClose={onClose} />
    </form>
  );
}
