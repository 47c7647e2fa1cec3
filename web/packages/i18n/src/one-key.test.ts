import { expect, it } from "vitest";
import type { Words } from "./catalogue";

const files = import.meta.glob<Words>("./texts/en/*.json", { import: "default", eager: true });

it("a key stands in one area alone: the one loaded last would speak for both", () => {
  const areas = new Map<string, string[]>();
  for (const [path, words] of Object.entries(files)) {
    for (const key of Object.keys(words)) areas.set(key, [...(areas.get(key) ?? []), path]);
  }
  expect([...areas].filter(([, found]) => found.length > 1)).toEqual([]);
});
