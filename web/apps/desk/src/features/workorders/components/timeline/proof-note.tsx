import type { TimelineItem } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { pinKey, readable } from "@gongdan/proof/pin";
import { Note } from "@gongdan/ui/note";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { Button } from "antd";
import type { Checked } from "../../api/get-proof";
import type { ProofState } from "../../model/proof-state";
import styles from "./proof-note.module.css";

interface Props {
  readonly checked: Checked | undefined;
  readonly error: unknown;
  readonly items: readonly TimelineItem[];
  readonly stateOf: (item: TimelineItem) => ProofState;
  readonly onAgain: () => void;
}

/** What came of the check as a whole, with the key to compare and what to do where something does not hold. */
export function ProofNote({ checked, error, items, stateOf, onAgain }: Props) {
  const { t } = useSpeech();
  if (error) {
    return (
      <ProblemNote error={error}>
        <p><Button size="small" onClick={onAgain}>{t("app.retry")}</Button></p>
      </ProblemNote>
    );
  }
  if (!checked) return null;
  const { report, key } = checked;
  const count = (...states: readonly ProofState[]) => items.filter((item) => states.includes(stateOf(item))).length;
  const [verified, wrong] = [count("verified"), count("broken", "different")];
  if (report.fault || wrong > 0) {
    return (
      <Note tone="broken" title={t("proved.bad", { n: wrong })} urgent>
        <p>{t(`proved.fault.${report.fault?.kind ?? "other_order"}`)}</p>
        <p>{t("proved.bad.next")}</p>
        <p><Button size="small" onClick={onAgain}>{t("proved.again")}</Button></p>
      </Note>
    );
  }
  const fingerprint = <code className={styles.key}>{readable(report.fingerprint)}</code>;
  if (key === "changed") {
    return (
      <Note tone="warn" title={t("proved.key.changed")} urgent>
        <p>{t("proved.key.changed.detail")}</p>
        <p>{fingerprint}</p>
        <p>
          <Button size="small" onClick={() => { pinKey(localStorage, report.tenant, report.fingerprint); onAgain(); }}>
            {t("proved.key.trust")}
          </Button>
        </p>
      </Note>
    );
  }
  return (
    <Note tone="good" title={t("proved.good", { n: verified, all: items.length })}>
      <p>{t("proved.good.detail", { size: report.checkpoint?.size ?? 0 })}</p>
      {verified < items.length && <p><Button size="small" onClick={onAgain}>{t("proved.again")}</Button></p>}
      <details className={styles.more}>
        <summary>{t(`proved.key.${key}`)}</summary>
        <p>{fingerprint}</p>
        <p>{t("proved.key.compare")}</p>
      </details>
    </Note>
  );
}
