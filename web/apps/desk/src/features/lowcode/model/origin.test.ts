import { expect, it } from "vitest";
import { inBoth, originName, wishFor } from "./origin";

it("a new type is asked for with what it begins with, its name in both languages, and a key only if one was wished", () => {
  const title = inBoth("抢修");
  expect(title).toEqual({ zh: "抢修", en: "抢修" });
  expect(wishFor({ kind: "template", key: "service" }, title, "")).toEqual({ title, template: "service" });
  expect(wishFor({ kind: "plain" }, title, "rush")).toEqual({ title, key: "rush" });
  expect(wishFor({ kind: "copy", key: "five_step", version: 2 }, title, "")).toEqual({ title, copy_of: { key: "five_step", version: 2 } });
});

it("a template and a copy of the same key are two things to begin with", () => {
  expect(originName({ kind: "template", key: "a" })).not.toBe(originName({ kind: "copy", key: "a", version: 1 }));
});
