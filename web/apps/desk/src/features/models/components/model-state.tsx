import { useSpeech } from "@gongdan/i18n/react";
import styles from "./model-state.module.css";

const tones: Readonly<Record<string, string>> = { refused: "broken", pilot: "info", live: "good" };

/** A word that says how far a model has got. */
export function ModelState({ state }: { readonly state: string }) {
  const { word } = useSpeech();
  return (
    <span className={styles.state} data-tone={tones[state] ?? "quiet"}>
      {word("modelstate", state, "modelstate.other")}
    </span>
  );
}
