import { keepWords, type Words } from "./catalogue";
import { locales } from "./locales";

/** Loads every text of every language at once; for tests only. */
const files = import.meta.glob<Words>("./texts/*/*.json", { import: "default", eager: true });
for (const locale of locales) {
  for (const [path, words] of Object.entries(files)) if (path.startsWith(`./texts/${locale}/`)) keepWords(locale, words);
}
