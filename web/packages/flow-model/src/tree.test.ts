import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Bundle, Flow, Node } from "./bundle";
import { addBranch, moveBranch, setCondition } from "./edits/branches";
import { escalationOf, setEscalation } from "./edits/borders";
import { copyBranch, copyPlace, paste, pasteBranch } from "./edits/copy";
import { insert } from "./edits/insert";
import { moveBy, moveTo } from "./edits/move";
import { lead, leadsOf, setOutcomes } from "./edits/outcomes";
import { remove, removeBranch, stays } from "./edits/remove";
import { flowOf } from "./flow-of";
import { type Insertable, insertable } from "./starters";
import { forwards, leadsOn, spotOf, spots, type Tree } from "./tree";
import { treeOf } from "./tree-of";

const definitions = join(import.meta.dirname, "../../../../src/gongdan/definitions");
const shipped = (name: string) => (JSON.parse(readFileSync(join(definitions, `${name}.json`), "utf8")) as Bundle).flow;

function grown(flow: Flow): Tree {
  const tree = treeOf(flow);
  if ("untreeable" in tree) throw new Error(JSON.stringify(tree.untreeable));
  return tree;
}

const node = (flow: Flow, key: string): Node => flow.nodes[key] as Node;
const ways = (flow: Flow, from: string) => flow.edges.filter(({ source }) => source === from);

/** Chance that is the same each time (mulberry32). */
function chance(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** One edit of any kind at any place. */
function edited(tree: Tree, next: (below: number) => number): Tree {
  const all = [...spots(tree.main)];
  const { place } = all[next(all.length)] as (typeof all)[number];
  const edge = place.ways[next(Math.max(place.ways.length, 1))]?.edge.key ?? "";
  const anchor = next(3) === 0 ? { branch: edge } : { after: place.key };
  const other = all[next(all.length)]?.place.key ?? "";
  const clip = copyPlace(tree, other);
  const branch = copyBranch(tree, edge);
  switch (next(10)) {
    case 0:
      return stays(tree, place.key) === undefined ? remove(tree, place.key) : tree;
    case 1:
      return moveBy(tree, place.key, next(2) === 0 ? 1 : -1);
    case 2:
      return clip ? paste(tree, anchor, clip).tree : tree;
    case 3:
      return place.node.kind === "exclusive" || place.join ? addBranch(tree, place.key).tree : tree;
    case 4:
      return moveBranch(tree, edge, next(2) === 0 ? 1 : -1);
    case 5:
      return branch && "way" in branch && place.node.kind === "exclusive" ? pasteBranch(tree, place.key, branch.way) : tree;
    case 6:
      return moveTo(tree, other, anchor);
    default:
      return insert(tree, anchor, insertable[next(insertable.length)] as Insertable).tree;
  }
}

describe("a tree", () => {
  it.each(["five_step", "field_service"])("of %s is the same flow again, to the order of its members", (name) => {
    const flow = shipped(name);
    expect(JSON.stringify(flowOf(grown(flow)))).toBe(JSON.stringify(flow));
  });

  it("keeps what it does not know", () => {
    const flow = shipped("five_step");
    const strange = {
      ...flow,
      colour: "red",
      nodes: { ...flow.nodes, accept: { ...node(flow, "accept"), mood: { glad: true } } },
      edges: flow.edges.map((edge) => ({ ...edge, width: 2 })),
    } as Flow;
    const { tree } = insert(grown(strange), { after: "accept" }, "approval");
    const after = flowOf(tree) as Flow & { colour: string };
    expect(after.colour).toBe("red");
    expect(after.nodes["accept"]).toEqual(strange.nodes["accept"]);
    expect(ways(after, "accept")[0]).toMatchObject({ key: "dispatch", target: "approval", width: 2 });
  });

  it("is refused where branches cross, with the place", () => {
    const flow = shipped("five_step");
    const crossing = { key: "jump", source: "report", target: "execute", condition: "urgency = 1" };
    const also = { key: "leap", source: "accept", target: "archive", condition: "urgency = 2" };
    expect(treeOf({ ...flow, edges: [...flow.edges, also] })).toHaveProperty("main");
    expect(treeOf({ ...flow, edges: [...flow.edges, crossing, also] })).toEqual({
      untreeable: [{ place: "nodes/execute", why: "crosses" }],
    });
    const fork = { ...flow, nodes: { ...flow.nodes, accept: { ...node(flow, "accept"), kind: "parallel" as const } } };
    expect(treeOf({ ...fork, edges: [...flow.edges, also] })).toEqual({ untreeable: [{ place: "nodes/accept", why: "join" }] });
    const loop = flow.edges.map(({ back: _back, ...edge }) => edge);
    expect(treeOf({ ...flow, edges: loop })).toHaveProperty("untreeable");
    expect(treeOf({ ...flow, edges: [...flow.edges, { key: "x", source: "report", target: "nowhere" }] })).toEqual({
      untreeable: [{ place: "edges/x", why: "dangles" }],
    });
  });

  it("whatever is done to it, stays a tree that is its own flow again, and no order loses a stage", () => {
    const made: Flow[] = [];
    for (let seed = 1; seed <= 150; seed += 1) {
      const next = chance(seed);
      let tree = grown(shipped("five_step"));
      for (let turn = 0; turn < 12; turn += 1) tree = edited(tree, next);
      const flow = flowOf(tree);
      const again = grown(flow);
      expect(flowOf(again)).toEqual(flow);
      expect(JSON.stringify(again.main)).toBe(JSON.stringify(grown(flowOf(again)).main));
      expect(new Set(Object.values(flow.nodes).flatMap(({ stage }) => stage ?? [])).size).toBe(5);
      expect(leadsOn(tree.main)).toBe(false);
      made.push(flow);
    }
    const into = process.env["FLOWS_INTO"];
    if (into) writeFileSync(into, JSON.stringify(made));
  });
});

describe("an edit", () => {
  const five = grown(shipped("five_step"));

  it("an approval between report and execute belongs to accept, after the work to verify, and refuses backwards", () => {
    const first = insert(five, { after: "report" }, "approval");
    expect(node(flowOf(first.tree), "approval")).toMatchObject({ kind: "user", stage: "accept" });
    expect(ways(flowOf(first.tree), "approval")).toMatchObject([
      { outcome: "approved", target: "accept" },
      { outcome: "refused", back: true, target: "report" },
    ]);
    expect(node(flowOf(insert(five, { after: "execute" }, "countersign").tree), "countersign").stage).toBe("verify");
    expect(node(flowOf(insert(five, { after: "execute" }, "step").tree), "step").stage).toBe("execute");
    expect(insert(five, { after: "start" }, "step")).toEqual({ tree: five });
    expect(insert(five, { after: "end" }, "step")).toEqual({ tree: five });
  });

  it("a condition with an approval in its branch joins what follows, and goes away branch by branch", () => {
    const choice = insert(five, { after: "accept" }, "condition").tree;
    const [when, otherwise] = spotOf(choice, "choice")?.place.ways.map(({ edge }) => edge.key) ?? [];
    const asked = setCondition(insert(choice, { branch: when ?? "" }, "countersign").tree, when ?? "", "amount > 5000");
    const flow = flowOf(asked);
    expect(ways(flow, "choice")).toMatchObject([{ target: "countersign", condition: "amount > 5000" }, { target: "execute", default: true }]);
    expect(ways(flow, "countersign")[0]).toMatchObject({ outcome: "approved", target: "execute" });
    expect(ways(flow, "accept")[0]).toMatchObject({ key: "dispatch", target: "choice" });
    const without = flowOf(removeBranch(asked, otherwise ?? ""));
    expect(without.nodes["choice"]).toBeUndefined();
    expect(ways(without, "accept")[0]?.target).toBe("countersign");
    expect(flowOf(removeBranch(asked, when ?? ""))).toEqual(shipped("five_step"));
  });

  it("the branch for all other cases stays the last one", () => {
    const choice = insert(five, { after: "accept" }, "condition").tree;
    const { tree, edge } = addBranch(choice, "choice");
    const keys = (each: Tree) => spotOf(each, "choice")?.place.ways.map((way) => way.edge.key);
    const before = keys(tree);
    expect(keys(moveBranch(tree, edge, 1))).toEqual(before);
    expect(keys(moveBranch(tree, edge, -1))).toEqual([edge, before?.[0], before?.[2]]);
    expect(moveBranch(tree, before?.[2] ?? "", -1)).toBe(tree);
  });

  it("a step that is taken out leaves no way to nowhere; the last step of a stage stays", () => {
    const more = insert(five, { after: "execute" }, "step").tree;
    expect(stays(more, "execute")).toBeUndefined();
    const flow = flowOf(remove(more, "execute"));
    expect(flow.edges.find(({ key }) => key === "redo")?.target).toBe("step");
    expect(flow.reopen_to).toBe("step");
    expect(stays(five, "execute")).toEqual({ stage: "execute" });
    expect([stays(five, "start"), stays(five, "end"), stays(five, "report")]).toEqual(["begins", "ends", "opens"]);
  });

  it("a parallel part keeps its join while two branches are left, and goes when one is", () => {
    const fork = insert(five, { after: "accept" }, "parallel").tree;
    const wider = addBranch(fork, "parallel").tree;
    const [one, two] = spotOf(wider, "parallel")?.place.ways.map(({ edge }) => edge.key) ?? [];
    const narrower = removeBranch(wider, one ?? "");
    expect(flowOf(narrower).nodes["join"]).toEqual({ kind: "join", joins: "parallel" });
    expect(flowOf(removeBranch(narrower, two ?? ""))).toEqual(shipped("five_step"));
  });

  it("moving up and down again is as before; what a move would break is not done", () => {
    const more = insert(five, { after: "accept" }, "step").tree;
    expect(flowOf(moveBy(moveBy(more, "step", -1), "step", 1)).edges.map(({ source, target }) => [source, target])).toEqual(
      flowOf(more).edges.map(({ source, target }) => [source, target]),
    );
    expect(moveBy(five, "accept", 1)).toBe(five);
    expect(moveBy(five, "report", 1)).toBe(five);
    expect(moveBy(five, "archive", 1)).toBe(five);
  });

  it("an outcome leads back, on, or down a branch of its own", () => {
    const back = lead(five, "verify", "rejected", { back: "accept" });
    expect(ways(flowOf(back), "verify")).toMatchObject([{ outcome: "passed" }, { key: "redo", target: "accept", back: true }]);
    const on = lead(five, "verify", "rejected", "on");
    expect(ways(flowOf(on), "verify")).toEqual([{ key: "pass", source: "verify", target: "archive" }]);
    const branch = lead(five, "verify", "rejected", "branch");
    const place = spotOf(branch, "verify")?.place;
    expect(place && forwards(place).length).toBe(2);
    expect(place && [leadsOf(place, "rejected"), leadsOf(place, "passed")]).toEqual(["branch", "branch"]);
    expect(flowOf(lead(branch, "verify", "rejected", { back: "execute" })).edges.length).toBe(7);
    const less = setOutcomes(five, "verify", { passed: {} });
    expect(ways(flowOf(less), "verify")).toEqual([{ key: "pass", source: "verify", target: "archive" }]);
  });

  it("a copy has keys of its own and leads back inside itself", () => {
    const choice = insert(five, { after: "execute" }, "countersign").tree;
    const clip = copyPlace(choice, "countersign");
    const { tree, key } = paste(choice, { after: "countersign" }, clip as NonNullable<typeof clip>);
    expect(key).toBe("countersign_2");
    expect(ways(flowOf(tree), "countersign_2")).toMatchObject([{ target: "verify" }, { back: true, target: "execute" }]);
  });

  it("who is silent is followed up: beside the step, or in its place", () => {
    const wanted = { due: "PT8H", working: true, takesOver: false, assignee: { role: "supervisor" } };
    const beside = setEscalation(five, "accept", wanted);
    const place = spotOf(beside, "accept")?.place;
    expect(place && escalationOf(place)).toEqual(wanted);
    expect(flowOf(grown(flowOf(beside)))).toEqual(flowOf(beside));
    const over = setEscalation(beside, "accept", { ...wanted, takesOver: true });
    expect(flowOf(over).edges.find(({ source }) => source === "follow_up")?.target).toBe("execute");
    expect(flowOf(setEscalation(over, "accept", undefined))).toEqual(shipped("five_step"));
  });
});
