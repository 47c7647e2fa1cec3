import { keepWords } from "./catalogue";
import formsEn from "./texts/en/forms.json";
import en from "./texts/en/portal.json";
import formsZh from "./texts/zh/forms.json";
import zh from "./texts/zh/portal.json";

/** The portal's words, both languages at once: they are few, and a second round trip costs more. */
export function keepPortalWords(): void {
  keepWords("en", { ...formsEn, ...en });
  keepWords("zh", { ...formsZh, ...zh });
}
