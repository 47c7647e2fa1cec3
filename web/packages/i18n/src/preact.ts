import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { type Speech, speech } from "./speech";

const Context = createContext<Speech>(speech("zh", "UTC"));

/** Gives the reader's language to all below, in the apps that Preact renders. */
export const SpeechProvider = Context.Provider;

/** The reader's language: `const { t } = useSpeech()`. */
export function useSpeech(): Speech {
  return useContext(Context);
}
