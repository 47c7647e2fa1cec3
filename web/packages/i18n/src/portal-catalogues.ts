import { keepWords } from "./catalogue";
import en from "./texts/en/portal.json";
import zh from "./texts/zh/portal.json";

/** The portal's words, both languages at once: they are few, and a second round trip costs more. */
export function keepPortalWords(): void {
  keepWords("en", en);
  keepWords("zh", zh);
}
