import type { Place } from "@gongdan/flow-model/tree";
import { wordsOf } from "@gongdan/forms/core/json";
import { useSpeech } from "@gongdan/i18n/react";
import { whoWords } from "../../model/who-words";
import type { NodePartProps } from "../node/panel-props";
import { EscalationEditor, RemindEditor } from "../node/time-editor";
import styles from "./approvals.module.css";

type Props = Omit<NodePartProps, "nodeKey" | "node"> & { readonly place: Place };

/** Reminders of one step: to whom, after what, how often, and up to whom. */
export function ReminderRow({ place, ...shared }: Props) {
  const speech = useSpeech();
  const part = { ...shared, nodeKey: place.key, node: place.node };
  return (
    <div className={styles.row} role="group" aria-label={wordsOf(place.node.title, speech.locale) || place.key}>
      <span>
        <strong>{wordsOf(place.node.title, speech.locale) || place.key}</strong>
        <small className={styles.small}>{whoWords(place.node.assignee, speech, shared.names)}</small>
      </span>
      <RemindEditor {...part} />
      <EscalationEditor {...part} />
    </div>
  );
}
