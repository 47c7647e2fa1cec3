import type { Bundle } from "@gongdan/flow-model/bundle";
import { expect, it } from "vitest";
import { stopsIn } from "./tour";

const bundle: Bundle = {
  key: "service",
  title: {},
  fields: { amount: { title: {}, schema: {} } },
  flow: { nodes: { check: { kind: "user" } }, edges: [{ key: "over", source: "check", target: "check" }] },
};
const stop = (place: string) => ({ place, words: {} });

it("nobody is led to a place that was taken out", () => {
  const tour = ["", "flow/nodes/check", "flow/nodes/gone", "flow/edges/over", "flow/edges/gone", "fields/amount", "tables/none"].map(stop);
  expect(stopsIn(bundle, tour).map(({ place }) => place)).toEqual(["", "flow/nodes/check", "flow/edges/over", "fields/amount"]);
});
