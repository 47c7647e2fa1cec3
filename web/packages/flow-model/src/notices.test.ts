import { expect, it } from "vitest";
import type { Bundle, Notice } from "./bundle";
import { about, exampleOf, filled, noticeKey, removeNotice, setNotice, tellable, withPlace } from "./notices";

const bundle: Bundle = {
  key: "repair",
  title: {},
  flow: { nodes: {}, edges: [] },
  fields: {
    amount: { title: {}, schema: { type: "string", format: "decimal" } },
    phone: { title: {}, schema: { type: "string" }, privacy: "personal" },
    parts: { title: {}, schema: { type: "array" } },
  },
};
const told: Notice = { when: "outcome", node: "check", outcome: "failed", to: [{ reporter: true }], text: { en: "No" } };

it("a notification about another moment keeps its people and words, and drops what means nothing there", () => {
  expect(about(told, { ...told, when: "ended" })).toEqual({ when: "ended", to: told.to, text: told.text });
  expect(about(told, { when: "reminded", node: "check", times: 3 })).toEqual({ when: "reminded", node: "check", times: 3, to: told.to, text: told.text });
});

it("keys are never given twice, and what is removed is gone", () => {
  const one = setNotice(bundle, noticeKey(bundle), told);
  expect(noticeKey(one)).toBe("notice_2");
  expect(removeNotice(one, "notice_1").notifications).toEqual({});
});

it("no text is offered a field that is kept as ciphertext, nor lines", () => {
  expect(tellable(bundle).map(([name]) => name)).toEqual(["amount"]);
});

it("a place is put in at the cursor, and reads as its example", () => {
  expect(withPlace("No  here", "step", 3, 3)).toBe("No {step} here");
  expect(filled("{number}: {amount}, {nobody}", { number: "WO-1", amount: "5" })).toBe("WO-1: 5, –");
  expect(exampleOf({ title: {}, schema: { enum: ["hot"] }, options: { hot: { en: "Hot" } } }, "en")).toBe("Hot");
});
