import { describe, expect, it } from "vitest";
import { actsOf, actToDoNow, asksOf, blankDraft, bodyOf, missingAsks, nodesBehind } from "./acts";

const offered = (...acts: string[]) => acts.map((act) => ({ act, node: "", form: null, outcomes: [], exclusive: true, danger: act === "cancel" }));

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
      expect(missingAsks(act, blankDraft)).toEqual(["reason"]);
      expect(missingAsks(act, { ...blankDraft, reason: " " })).toEqual(["reason"]);
    }
  });

  it("the outcome of a verification, and the reason of a rejection only", () => {
    expect(missingAsks("verify", blankDraft)).toEqual(["outcome"]);
    expect(missingAsks("verify", { ...blankDraft, outcome: "passed" })).toEqual([]);
    expect(missingAsks("verify", { ...blankDraft, outcome: "rejected" })).toEqual(["reason"]);
  });

  it("no reason of a verification that passes, even if one was begun", () => {
    const passed = { ...blankDraft, outcome: "passed", reason: "half a sentence" };
    expect(asksOf("verify", passed)).toEqual(["outcome"]);
    expect(bodyOf("verify", passed)).toEqual({ outcome: "passed" });
  });

  it("nothing to accept, claim, resume or archive", () => {
    for (const act of ["accept", "claim", "resume", "archive"] as const) expect(missingAsks(act, blankDraft)).toEqual([]);
  });
});

describe("what is sent", () => {
  it("names the hands as the server does: assignee on accepting, to on handing over", () => {
    expect(bodyOf("accept", { ...blankDraft, assignee: "w" })).toEqual({ assignee: "w" });
    expect(bodyOf("transfer", { ...blankDraft, assignee: "w", reason: " ill " })).toEqual({ to: "w", reason: "ill" });
  });

  it("holds the step's form for steps only, and nothing that was not asked", () => {
    const draft = { ...blankDraft, data: { cause: "wear" }, assignee: "w", node: "execute", reason: "r" };
    expect(bodyOf("complete", draft)).toEqual({ data: { cause: "wear" } });
    expect(bodyOf("reject", draft)).toEqual({ to: "execute", resume: "go_on", reason: "r" });
    expect(bodyOf("reject", { ...draft, resume: "come_back" })).toMatchObject({ resume: "come_back" });
    expect(bodyOf("amend", draft)).toEqual({ reason: "r" });
    expect(bodyOf("claim", draft)).toEqual({});
    expect(bodyOf("claim", draft, "verify")).toEqual({ node: "verify" });
  });
});

it("one goes back only to a step that was visited, and not to the present one", () => {
  expect(nodesBehind({ visited: ["report", "accept", "execute", "accept"], node: "execute" })).toEqual(["report", "accept"]);
});
