import { expect, it } from "vitest";
import { partOf, withPart } from "./mapping";

const columns = { title: "标题", key: "单号" };

it("tells what a column is", () => {
  expect(["单号", "备注"].map((column) => partOf(columns, column))).toEqual(["key", undefined]);
});

it("gives a part to one column alone, and a column one part alone", () => {
  expect(withPart(columns, "备注", "title")).toEqual({ key: "单号", title: "备注" });
  expect(withPart(columns, "单号", "title")).toEqual({ title: "单号" });
  expect(withPart(columns, "单号", undefined)).toEqual({ title: "标题" });
});
