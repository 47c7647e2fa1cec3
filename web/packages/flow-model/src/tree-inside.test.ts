import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { Bundle, Flow } from "./bundle";
import { setEscalation } from "./edits/borders";
import { insert } from "./edits/insert";
import { moveTo } from "./edits/move";
import { remove, stays } from "./edits/remove";
import { flowOf } from "./flow-of";
import { outline } from "./outline";
import { spotOf, type Tree } from "./tree";
import { treeOf } from "./tree-of";

const body = readFileSync(join(import.meta.dirname, "../../../../src/gongdan/definitions/five_step.json"), "utf8");
const five = grown((JSON.parse(body) as Bundle).flow);
const ways = (flow: Flow, from: string) => flow.edges.filter(({ source }) => source === from);

function grown(flow: Flow): Tree {
  const tree = treeOf(flow);
  if ("untreeable" in tree) throw new Error(JSON.stringify(tree.untreeable));
  return tree;
}

it("a sub-process holds a step, takes in what is put there, and lets go what is moved out", () => {
  const first = insert(five, { after: "execute" }, "subprocess");
  expect(spotOf(first.tree, "step")?.place.node).toMatchObject({ parent: "part", stage: "execute" });
  const second = insert(first.tree, { after: "step" }, "parallel");
  const flow = flowOf(second.tree);
  expect(["parallel", "join", "step_2"].map((key) => flow.nodes[key]?.parent)).toEqual(["part", "part", "part"]);
  expect(flowOf(grown(flow))).toEqual(flow);
  const out = moveTo(second.tree, "step", { after: "part" });
  expect(spotOf(out, "step")?.place.node.parent).toBeUndefined();
  const nested = moveTo(insert(out, { after: "verify" }, "subprocess").tree, "part", { after: "part_2_start" });
  expect(spotOf(nested, "part")?.place.node.parent).toBe("part_2");
  expect(spotOf(nested, "parallel")?.place.node.parent).toBe("part");
  expect(stays(first.tree, "part_start")).toBe("begins");
  expect(remove(first.tree, "part").main).toEqual(five.main);
});

it("no way back leads over the border of a sub-process", () => {
  const made = insert(five, { after: "execute" }, "subprocess").tree;
  const judged = insert(made, { after: "step" }, "approval").tree;
  expect(ways(flowOf(judged), "approval").find(({ back }) => back)?.target).toBe("step");
  const out = moveTo(judged, "approval", { after: "part" });
  expect(ways(flowOf(out), "approval").find(({ back }) => back)?.target).toBe("execute");
});

it("a sub-process that is not done in time is followed up in the stage of its work", () => {
  const made = insert(five, { after: "execute" }, "subprocess").tree;
  const late = setEscalation(made, "part", { due: "PT8H", working: true, takesOver: true, assignee: { role: "supervisor" } });
  expect(flowOf(late).nodes).toMatchObject({
    silence: { kind: "boundary", attached_to: "part", trigger: { due: "PT8H" } },
    follow_up: { stage: "execute", assignee: { role: "supervisor" } },
  });
  expect(flowOf(grown(flowOf(late)))).toEqual(flowOf(late));
});

it("what is folded is no line of the tree", () => {
  const made = insert(five, { after: "execute" }, "subprocess").tree;
  const shown = outline(made).map(({ id }) => id);
  expect(outline(made, new Set(["part"])).map(({ id }) => id)).toEqual(shown.filter((id) => !/part_|step/.test(id)));
});
