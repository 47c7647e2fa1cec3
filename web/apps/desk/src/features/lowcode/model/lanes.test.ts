import { expect, it } from "vitest";
import { bodyDifferences } from "./body-differences";
import { lanesOf, numberPreview } from "./lanes";

const body = {
  key: "repair",
  forms: { accept: { schema: { properties: { cause: {}, parts: {} } } } },
  flow: {
    nodes: {
      start: { kind: "start" },
      accept: { stage: "accept", title: { en: "Accept" }, accountable: "dispatcher", form: "accept", evidence: [{}] },
    },
  },
};

it("a flow is five lanes, each with the nodes of its stage", () => {
  const lanes = lanesOf(body, "en");
  expect(lanes.map(({ stage, nodes }) => [stage, nodes.length])).toEqual([
    ["report", 0],
    ["accept", 1],
    ["execute", 0],
    ["verify", 0],
    ["archive", 0],
  ]);
  expect(lanes[1]?.nodes[0]).toEqual({ key: "accept", title: "Accept", accountable: "dispatcher", fields: 2, evidence: 1 });
});

it("a number is shown as the first order of a year would have it", () => {
  expect(numberPreview("WO-{year}-{n:06}", new Date("2026-03-01T00:00:00Z"))).toBe("WO-2026-000001");
  expect(numberPreview("{month}{day}/{n}", new Date("2026-03-01T00:00:00Z"))).toBe("0301/1");
});

it("two bodies differ in the places that were changed, added and taken away, and in no other", () => {
  const after = { ...body, key: "repair", flow: { nodes: { accept: { ...body.flow.nodes.accept, accountable: "admin" } } }, numbering: "A-{n}" };
  expect(bodyDifferences(body, after)).toEqual([
    { label: "flow.nodes.start.kind", before: "start", after: "" },
    { label: "flow.nodes.accept.accountable", before: "dispatcher", after: "admin" },
    { label: "numbering", before: "", after: "A-{n}" },
  ]);
});
