import { createContext, useContext } from "react";
import { type Speech, speech } from "./speech";

const Context = createContext<Speech>(speech("zh", "UTC"));

/** Gives the reader's language to all below. */
export const SpeechProvider = Context.Provider;

/** The reader's language: `const { t } = useSpeech()`. */
export function useSpeech(): Speech {
  return useContext(Context);
}
