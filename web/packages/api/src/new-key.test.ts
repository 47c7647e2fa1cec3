import { expect, it } from "vitest";
import { newKey, WishKey } from "./new-key";

it("keys are made without what only pages with TLS have", () => {
  const made = Array.from({ length: 50 }, newKey);
  expect(new Set(made).size).toBe(50);
  expect(made.every((key) => /^[0-9a-f]{32}$/.test(key))).toBe(true);
});

it("what is sent again because its answer got lost has the same key", () => {
  const key = new WishKey();
  expect(key.of("7", { text: "on my way" })).toBe(key.of("7", { text: "on my way" }));
});

it("another wish has another key, and so has the same one once it was answered", () => {
  const key = new WishKey();
  const first = key.of("7", { text: "on my way" });
  expect(key.of("7", { text: "there" })).not.toBe(first);
  const again = key.of("7", { text: "on my way" });
  key.answered();
  expect(key.of("7", { text: "on my way" })).not.toBe(again);
});
