import type { OrderDetail } from "@gongdan/api/shapes";
import { expect, it } from "vitest";
import { inverseOf } from "./inverse";

const order = (part: Partial<OrderDetail>, ...acts: string[]): OrderDetail =>
  ({ title: "a", urgency: 3, reason: "", assignee: null, ...part, acts: acts.map((act) => ({ act })) }) as OrderDetail;

it("suspending is taken back by resuming, where that is offered", () => {
  expect(inverseOf("suspend", order({}), order({}, "resume"))).toEqual({ act: "resume", body: {} });
  expect(inverseOf("suspend", order({}), order({}))).toBeUndefined();
});

it("an order goes back to who held it before, and nowhere when nobody did", () => {
  const held = order({ assignee: { id: "wang", name: "Wang" } });
  expect(inverseOf("transfer", held, order({}, "assign"))).toEqual({ act: "assign", body: { to: "wang" } });
  expect(inverseOf("assign", order({}), order({}, "assign"))).toBeUndefined();
});

it("amending is taken back by the words that stood", () => {
  const after = order({ title: "b", urgency: 1 }, "amend");
  expect(inverseOf("amend", order({}), after)).toEqual({ act: "amend", body: { title: "a", urgency: 3 } });
});

it("a finished step and a cancelled order have no way back", () => {
  for (const act of ["complete", "accept", "cancel", "archive"] as const) {
    expect(inverseOf(act, order({}), order({}, "reopen", "assign"))).toBeUndefined();
  }
});
