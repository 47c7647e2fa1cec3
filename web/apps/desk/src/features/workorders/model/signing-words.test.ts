import { speech } from "@gongdan/i18n/speech";
import { expect, it } from "vitest";
import { neededOf, ruleWords, timerWords } from "./signing-words";

const zh = speech("zh", "Asia/Shanghai");
const signing = { node: "sign", rule: "ratio", share: "0.6", in_turn: false, favour: 1, against: 0, whole: 3, signers: [] };

it("two of three are needed for a share of 0.6, and for more than half", () => {
  expect([neededOf(signing), neededOf({ share: "", whole: 3 }), neededOf({ share: "", whole: 4 })]).toEqual([2, 2, 3]);
});

it("a step says how it passes and how far it has come", () => {
  expect(ruleWords(signing, "会签", zh)).toBe("会签：同时签署，需 2/3 人同意；已有 1 人同意，0 人不同意。");
});

it("a timer says what it does when, or that it is held", () => {
  const now = new Date("2026-11-27T07:00:00Z");
  const timer = { node: "sign", event: "", at: "2026-11-27T09:00:00Z", working: true, held: false };
  expect(timerWords(timer, { step: "会签", event: "" }, now, zh)).toMatch(/^会签：.*17:00.*催办/);
  expect(timerWords({ ...timer, held: true }, { step: "会签", event: "" }, now, zh)).toBe("会签：工单挂起期间计时停止。");
});
