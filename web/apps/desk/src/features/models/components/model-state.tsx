import { useSpeech } from "@gongdan/i18n/react";
import { Mark } from "@gongdan/ui/mark";

const tones: Readonly<Record<string, "broken" | "info" | "good">> = { refused: "broken", pilot: "info", live: "good" };

/** A word that says how far a model has got. */
export function ModelState({ state }: { readonly state: string }) {
  const { word } = useSpeech();
  return <Mark tone={tones[state] ?? "quiet"}>{word("modelstate", state, "modelstate.other")}</Mark>;
}
