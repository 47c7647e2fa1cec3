import { expect, it } from "vitest";
import { originName, wishFor } from "./origin";

it("a new type is asked for with what it begins with, its name in both languages, and a key only if one was wished", () => {
  const title = { zh: "抢修", en: "抢修" };
  expect(wishFor({ kind: "template", key: "service" }, "抢修", "")).toEqual({ title, template: "service" });
  expect(wishFor({ kind: "plain" }, "抢修", "rush")).toEqual({ title, key: "rush" });
  expect(wishFor({ kind: "copy", key: "five_step", version: 2 }, "抢修", "")).toEqual({ title, copy_of: { key: "five_step", version: 2 } });
});

it("a template and a copy of the same key are two things to begin with", () => {
  expect(originName({ kind: "template", key: "a" })).not.toBe(originName({ kind: "copy", key: "a", version: 1 }));
});
