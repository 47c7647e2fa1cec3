import { useSpeech } from "@gongdan/i18n/react";
import type { ProofState } from "../../model/proof-state";
import styles from "./proof-tick.module.css";

const shapes: Readonly<Record<ProofState, string>> = {
  unchecked: "M5 8.2l2 2 4-4.4",
  verified: "M5 8.2l2 2 4-4.4",
  unsigned: "M8 4.8V8l2.2 1.6",
  different: "M8 4.6v4M8 11v.2",
  broken: "M5.4 5.4l5.2 5.2M10.6 5.4l-5.2 5.2",
};

interface Props {
  readonly state: ProofState;
  readonly checking: boolean;
  readonly onCheck: () => void;
}

/** The tick of one entry: pressing it has the proof checked in this browser; what came of it stands beside in words. */
export function ProofTick({ state, checking, onCheck }: Props) {
  const { t } = useSpeech();
  const words = t(checking && state === "unchecked" ? "proved.checking" : `proved.${state}`);
  return (
    <button type="button" className={styles.tick} data-state={state} onClick={onCheck} title={t(`proved.${state}.detail`)}>
      <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
        <circle cx="8" cy="8" r="6.6" />
        <path d={shapes[state]} />
      </svg>
      {words}
    </button>
  );
}
