import { useSpeech } from "@gongdan/i18n/react";
import { Button } from "antd";
import type { Deed, OpenStep } from "../api/rehearsals";
import styles from "./rehearsal.module.css";

interface Props {
  readonly step: OpenStep;
  readonly pending: boolean;
  readonly onProve: (kind: Deed["kind"], label: string) => void;
}

/** What the step demands as proof; in a trial it is enough to say that it is there. */
export function ProofList({ step, pending, onProve }: Props) {
  const { t } = useSpeech();
  if (step.evidence.length === 0) return null;
  return (
    <ul className={styles.proofs} aria-label={t("rehearsal.proofs")}>
      {step.evidence.map(({ kind, label, title, least, have }) => (
        <li key={`${kind} ${label}`} data-done={have >= least}>
          <span>{t("rehearsal.proof", { what: title, have, least })}</span>
          {have < least && (
            <Button size="small" disabled={pending} onClick={() => onProve(kind as Deed["kind"], label)}>
              {t("rehearsal.prove")}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
