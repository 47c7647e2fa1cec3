import type { OrderDetail } from "@gongdan/api/shapes";
import { expect, it } from "vitest";
import { onlyTalked } from "./order-changes";

const seen = {
  version: 3,
  updated_at: "2026-11-27T08:00:00Z",
  stage: "execute",
  fields: { floor: "3" },
  beside: { comments: 1, watchers: [], watching: false, helpers: [] },
} as unknown as OrderDetail;
const later = { ...seen, version: 4, updated_at: "2026-11-27T08:05:00Z" };

it("a comment or somebody who listens stops nobody who fills in a form", () => {
  expect(onlyTalked(seen, { ...later, beside: { ...seen.beside, comments: 2, watching: true } })).toBe(true);
});

it("whatever else changed is shown before anything is sent", () => {
  expect(onlyTalked(seen, { ...later, fields: { floor: "4" } })).toBe(false);
  expect(onlyTalked(seen, { ...later, stage: "verify" })).toBe(false);
  expect(onlyTalked(seen, { ...later, beside: { ...seen.beside, helpers: [{ id: "w", name: "王工" }] } })).toBe(false);
});
