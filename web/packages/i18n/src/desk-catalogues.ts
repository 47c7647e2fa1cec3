import type { Fetch, Words } from "./catalogue";

const files = import.meta.glob<Words>(["./texts/*/*.json"], { import: "default" });

/** Each catalogue is a file of its own: only the reader's language is ever fetched. */
export const fetchCatalogue: Fetch = async (locale, area) => {
  const file = files[`./texts/${locale}/${area}.json`];
  if (!file) throw new Error(`no texts for ${locale}/${area}`);
  return file();
};
