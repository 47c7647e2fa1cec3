import { describe, expect, it } from "vitest";
import { draftOf, isWhole, type Needs, needsBody, withoutTime } from "./needs";

const zone = "Asia/Shanghai";
const needs: Needs = {
  appointment: { begins: "2026-12-02T01:00:00Z", ends: "2026-12-02T03:00:00Z", zone },
  minutes: 90,
  tools: ["梯子"],
  parts: [{ code: "6204-2RS", amount: "2" }],
};
const before = draftOf(needs, zone);

describe("what the work takes", () => {
  it("is written in the wall time of a zone", () => {
    expect(before).toMatchObject({ day: "2026-12-02", from: "09:00", till: "11:00", minutes: "90" });
  });

  it("sends what was changed and nothing else", () => {
    expect(needsBody(before, before, zone)).toEqual({});
    expect(needsBody(before, { ...before, till: "10:30" }, zone)).toEqual({
      appointment: { begins: "2026-12-02T01:00:00.000Z", ends: "2026-12-02T02:30:00.000Z" },
    });
    expect(needsBody(before, { ...before, minutes: " ", tools: [], parts: [{ code: " ", amount: "1" }] }, zone)).toEqual({ minutes: null, tools: [], parts: [] });
  });

  it("clears an appointment by null", () => {
    expect(needsBody(before, withoutTime(before), zone)).toEqual({ appointment: null });
  });

  it("knows a day without its times as half an appointment", () => {
    expect([isWhole(before), isWhole(withoutTime(before)), isWhole({ ...before, from: "" })]).toEqual([true, true, false]);
  });
});
