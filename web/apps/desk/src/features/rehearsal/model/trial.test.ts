import { describe, expect, it } from "vitest";
import type { OpenStep, Rehearsal, StandIn } from "../api/rehearsals";
import { completingAct, firstPerson, otherActs, targetsOf } from "./trial";

const step = { node: "execute", who: ["technician-1"] } as unknown as OpenStep;
const technician = {
  key: "technician-1",
  name: "A",
  offers: [
    { act: "complete", node: "execute", to: [] },
    { act: "reject", node: "execute", to: [{ key: "accept", title: "Accept" }] },
    { act: "transfer", node: "execute", to: [] },
    { act: "claim", node: "verify", to: [] },
    { act: "cancel", node: "", to: [] },
  ],
} as unknown as StandIn;
const seen = { stand_ins: [{ key: "reporter", name: "R", offers: [] }, technician] } as unknown as Rehearsal;

describe("what a stand-in may do", () => {
  it("is completing the step, and apart from it what the step and the order allow", () => {
    expect(completingAct(technician, step)).toBe("complete");
    expect(otherActs(technician, step).map(({ act }) => act)).toEqual(["reject", "transfer", "cancel"]);
  });
  it("names steps for a way back, and other stand-ins for handing on", () => {
    const [back, hand] = otherActs(technician, step);
    expect(back && targetsOf(back, seen, technician)).toEqual([{ value: "accept", label: "Accept" }]);
    expect(hand && targetsOf(hand, seen, technician)).toEqual([{ value: "reporter", label: "R" }]);
  });
  it("is offered first to whoever has the turn", () => {
    expect(firstPerson(seen, step)).toBe("technician-1");
    expect(firstPerson(seen, undefined)).toBe("technician-1");
  });
});
