import type { Act } from "@gongdan/api/shapes";
import { describe, expect, it } from "vitest";
import { actsOf, actToDoNow, asksOf, blankDraft, bodyOf, missingAsks, nodesFor } from "./acts";

const of = (act: Act, ...outcomes: string[]) => ({ act, outcomes });
const offered = (...acts: string[]) => acts.map((act) => ({ act, node: "", form: null, outcomes: [], to: [], people: [], exclusive: true, danger: act === "cancel" }));

describe("the offered acts", () => {
  it("stand in one order, and acts from a later server are left out", () => {
    expect(actsOf(offered("cancel", "teleport", "return", "accept")).map(({ act }) => act)).toEqual([
      "accept",
      "return",
      "cancel",
    ]);
  });

  it("name the one to do now, if any moves the order forward", () => {
    expect(actToDoNow(actsOf(offered("cancel", "verify", "suspend")))?.act).toBe("verify");
    expect(actToDoNow(actsOf(offered("claim", "accept")))?.act).toBe("accept");
    expect(actToDoNow(actsOf(offered("claim", "assign")))?.act).toBe("claim");
    expect(actToDoNow(actsOf(offered("cancel", "suspend")))).toBeUndefined();
  });
});

describe("what an act asks", () => {
  it("a reason, where somebody else will read why", () => {
    for (const act of ["return", "suspend", "cancel", "reopen"] as const) {
      expect(missingAsks(of(act), blankDraft)).toEqual(["reason"]);
      expect(missingAsks(of(act), { ...blankDraft, reason: " " })).toEqual(["reason"]);
    }
  });

  it("the outcome of a verification, and the reason of a rejection only", () => {
    expect(missingAsks(of("verify"), blankDraft)).toEqual(["outcome"]);
    expect(missingAsks(of("verify"), { ...blankDraft, outcome: "passed" })).toEqual([]);
    expect(missingAsks(of("verify"), { ...blankDraft, outcome: "rejected" })).toEqual(["reason"]);
  });

  it("no reason of a verification that passes, even if one was begun", () => {
    const passed = { ...blankDraft, outcome: "passed", reason: "half a sentence" };
    expect(asksOf(of("verify"), passed)).toEqual(["outcome"]);
    expect(bodyOf(of("verify"), passed)).toEqual({ outcome: "passed" });
  });

  it("nothing to accept, claim, resume or archive", () => {
    for (const act of ["accept", "claim", "resume", "archive"] as const) expect(missingAsks(of(act), blankDraft)).toEqual([]);
  });
});

describe("what is sent", () => {
  it("names the hands as the server does: assignee on accepting, to on handing over", () => {
    expect(bodyOf(of("accept"), { ...blankDraft, assignee: "w" })).toEqual({ assignee: "w" });
    expect(bodyOf(of("transfer"), { ...blankDraft, assignee: "w", reason: " ill " })).toEqual({ to: "w", reason: "ill" });
  });

  it("holds the step's form for steps only, and nothing that was not asked", () => {
    const draft = { ...blankDraft, data: { cause: "wear" }, assignee: "w", node: "execute", reason: "r" };
    expect(bodyOf(of("complete"), draft)).toEqual({ data: { cause: "wear" } });
    expect(bodyOf(of("reject"), draft)).toEqual({ to: "execute", resume: "go_on", reason: "r" });
    expect(bodyOf(of("reject"), { ...draft, resume: "come_back" })).toMatchObject({ resume: "come_back" });
    expect(bodyOf(of("amend"), draft)).toEqual({ reason: "r" });
    expect(bodyOf(of("claim"), draft)).toEqual({});
    expect(bodyOf(of("claim"), draft, "verify")).toEqual({ node: "verify" });
  });
});

it("an approval asks how it comes out, whatever its stage, and lets one say why", () => {
  const sign = of("accept", "agreed", "refused");
  expect(missingAsks(sign, blankDraft)).toEqual(["outcome"]);
  expect(bodyOf(sign, { ...blankDraft, outcome: "refused", reason: "too dear" }, "sign")).toEqual({ outcome: "refused", reason: "too dear", node: "sign" });
});

it("an outcome that demands a reason is not sent without one", () => {
  const sign = { ...of("accept", "agreed", "refused"), reasoned: ["refused"] };
  expect(missingAsks(sign, { ...blankDraft, outcome: "refused" })).toEqual(["reason"]);
  expect(missingAsks(sign, { ...blankDraft, outcome: "agreed" })).toEqual([]);
  expect(asksOf({ ...of("verify"), reasoned: ["passed"] }, { ...blankDraft, outcome: "passed" })).toEqual(["outcome", "reason"]);
});

it("signers are added by name, and nobody takes back or jumps at a step", () => {
  expect(bodyOf(of("add_sign"), { ...blankDraft, people: "a,b", place: "after" }, "verify")).toEqual({ people: ["a", "b"], place: "after", node: "verify" });
  expect(bodyOf(of("jump"), { ...blankDraft, node: "execute", reason: "r" }, "verify")).toEqual({ to: "execute", reason: "r" });
});

it("one goes back only to a step that was visited, and not to the present one", () => {
  expect(nodesFor({ to: [] }, { visited: ["report", "accept", "execute", "accept"], node: "execute" })).toEqual(["report", "accept"]);
});
