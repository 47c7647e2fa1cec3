import { readFileSync } from "node:fs";
import { readForm } from "@gongdan/forms/core/read-form";
import { expect, it } from "vitest";
import { askedOrder, type Bundle, fieldTitle, isUserNode, nodeTitle, optionTitle, outcomeTitle, reportForm } from "./definition";

/** The definition that ships with the server: what people meet on the first day. */
const shipped = new URL("../../../../../../../src/gongdan/definitions/five_step.json", import.meta.url);
const bundle = JSON.parse(readFileSync(shipped, "utf8")) as Bundle;

it("the report form of the shipped definition reads in both languages", () => {
  const form = reportForm(bundle);
  const labels = (locale: string) => (form ? readForm(form, locale).map((field) => field.label) : []);
  expect(labels("zh")).toEqual(["故障类别", "运行状态", "进场说明"]);
  expect(labels("en")).toEqual(["Kind of fault", "State of operation", "How to get in"]);
  expect(form && readForm(form, "zh")[0]?.options[0]).toEqual({ value: "electrical", label: "电气" });
});

it("fields, options, steps and outcomes have words", () => {
  expect(fieldTitle(bundle, "minutes_spent", "en")).toBe("Time spent (min)");
  expect(optionTitle(bundle, "result", "fixed", "zh")).toBe("已修复");
  expect(nodeTitle(bundle, "execute", "zh")).toBe("执行");
  expect(outcomeTitle(bundle, "verify", "rejected", "en")).toBe("Rejected, to be redone");
});

it("fields stand in the order in which the steps ask for them", () => {
  expect(askedOrder(bundle).slice(0, 6)).toEqual([
    "fault_kind",
    "operation_state",
    "access_note",
    "acceptance_note",
    "work_done",
    "result",
  ]);
});

it("a person works at a step, nobody at its start", () => {
  expect([isUserNode(bundle, "accept"), isUserNode(bundle, "start")]).toEqual([true, false]);
});

it("what the definition does not know keeps its own name", () => {
  expect(fieldTitle(undefined, "x", "en")).toBe("x");
  expect(optionTitle(bundle, "result", "free words", "en")).toBe("free words");
  expect(nodeTitle(bundle, "gone", "en")).toBe("");
  expect(reportForm({})).toBeUndefined();
});
