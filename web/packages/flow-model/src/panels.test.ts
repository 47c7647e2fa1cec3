import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { Bundle } from "./bundle";
import { readSpan, spanText } from "./durations";
import { addApproval, approvalsOf, approveWhen, removeApproval } from "./edits/approvals";
import { changeNode } from "./edits/change";
import { canCopy, insert } from "./edits/insert";
import { flowOf } from "./flow-of";
import { lineBeside, outline } from "./outline";
import { offered } from "./served";
import { spotOf, type Tree } from "./tree";
import { treeOf } from "./tree-of";

const bundle = JSON.parse(readFileSync(join(import.meta.dirname, "../../../../src/gongdan/definitions/five_step.json"), "utf8")) as Bundle;
const five = treeOf(bundle.flow) as Tree;

it("a switch puts an approval at the end of its stage, under a condition around it, and takes it away again", () => {
  const on = addApproval(five, "accept");
  const [always] = approvalsOf(on, "accept");
  if (!always) throw new Error("no approval");
  expect(always).toMatchObject({ key: "approval", condition: "", node: { stage: "accept" } });
  const only = approveWhen(on, always, "urgency <= 2");
  const [when] = approvalsOf(only, "accept");
  if (!when) throw new Error("no approval");
  expect(when).toMatchObject({ condition: "urgency <= 2" });
  expect(flowOf(only).edges.filter(({ source }) => source === "choice")).toMatchObject([
    { condition: "urgency <= 2", target: "approval" },
    { default: true, target: "execute" },
  ]);
  expect(flowOf(approveWhen(only, when, undefined))).toEqual(flowOf(on));
  expect(flowOf(removeApproval(only, when))).toEqual(bundle.flow);
  expect(flowOf(removeApproval(on, always))).toEqual(bundle.flow);
});

it("arrow keys walk down the tree, into branches and beside them, and back", () => {
  const { tree } = insert(five, { after: "accept" }, "condition");
  const [when, otherwise] = spotOf(tree, "choice")?.place.ways.map(({ edge }) => `way:${edge.key}`) ?? [];
  const lines = outline(insert(tree, { branch: when?.slice(4) ?? "" }, "step").tree);
  expect(lines.map(({ id, level }) => [id, level]).slice(2, 7)).toEqual([
    ["node:accept", 1],
    ["node:choice", 1],
    [when, 2],
    ["node:step", 3],
    [otherwise, 2],
  ]);
  const go = (from: string, key: Parameters<typeof lineBeside>[2]) => lineBeside(lines, from, key);
  expect(go("node:choice", "ArrowRight")).toBe(when);
  expect(go(when ?? "", "ArrowRight")).toBe(otherwise);
  expect(go(otherwise ?? "", "ArrowLeft")).toBe(when);
  expect(go(when ?? "", "ArrowLeft")).toBe("node:choice");
  expect(go("node:step", "ArrowLeft")).toBe(when);
  expect(go(otherwise ?? "", "ArrowDown")).toBe("node:execute");
  expect(go("node:start", "ArrowUp")).toBe("node:start");
});

it("copies are a part of the step that follows, and are offered only where one does", () => {
  expect(canCopy(five, { after: "accept" })).toBe(true);
  const told = insert(five, { after: "accept" }, "copies");
  expect(told.key).toBe("execute");
  expect(flowOf(told.tree).nodes["execute"]?.copies).toEqual({ reporter: true });
  expect(canCopy(told.tree, { after: "accept" })).toBe(false);
  expect(canCopy(five, { after: "archive" })).toBe(false);
});

it("a table is offered only where there is one to ask", () => {
  expect(offered(bundle)).not.toContain("table");
  expect(offered({ ...bundle, tables: { price: { title: {}, inputs: [], outputs: [], rules: [] } } })).toContain("table");
});

it("spans are said in one unit; what is richer stays as it is", () => {
  for (const due of ["PT30M", "PT4H", "P2D", "R3/PT4H", "R/PT30M"]) {
    const span = readSpan(due);
    expect(span && spanText(span)).toBe(due);
  }
  expect(readSpan("P1DT4H")).toBeUndefined();
  expect(readSpan('=duration("PT4H")')).toBeUndefined();
});

it("a member that is taken away leaves no trace in the document", () => {
  const on = changeNode(bundle, "accept", { control: "K1" });
  expect(on.flow.nodes["accept"]).toMatchObject({ control: "K1" });
  expect(changeNode(on, "accept", { control: undefined })).toEqual(bundle);
  expect(changeNode(bundle, "nowhere", { control: "K1" })).toBe(bundle);
});
