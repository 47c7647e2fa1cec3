import type { KeptView } from "@gongdan/api/shapes";
import { expect, test } from "vitest";
import { moved } from "./kept-view";

const views = ["a", "b", "c"].map(
  (id): KeptView => ({ id, name: id, query: "", shared: "", mine: true, default: false, version: 1 }),
);

test("a view goes one step up or down, and not over the edge", () => {
  const [first, second, third] = views as [KeptView, KeptView, KeptView];
  expect(moved(views, second, -1)).toEqual(["b", "a", "c"]);
  expect(moved(views, second, 1)).toEqual(["a", "c", "b"]);
  expect(moved(views, first, -1)).toEqual(["a", "b", "c"]);
  expect(moved(views, third, 1)).toEqual(["a", "b", "c"]);
});
