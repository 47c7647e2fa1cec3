import { expect, it } from "vitest";
import type { Bundle, Edge, Node } from "../bundle";
import { starter } from "../starters";
import { addPlace, connect, keysFor, removeNode } from "./edits";
import { dissolved, foldedFlow, grouped, insideOf } from "./inside";
import { layOut } from "./lay-out";
import { layersOf } from "./layers";
import { lanesOf } from "./lanes";

const step = (stage: "report" | "accept" | "execute" | "verify", more: Partial<Node> = {}): Node => ({ kind: "user", stage, ...more });
const nodes: Record<string, Node> = {
  start: { kind: "start" },
  report: step("report", { opens: true }),
  ask: { kind: "exclusive" },
  repair: step("execute"),
  check: step("execute"),
  late: { kind: "boundary", attached_to: "check", trigger: { kind: "timer", due: "PT4H" } },
  verify: step("verify"),
  end: { kind: "end" },
};
const edges: readonly Edge[] = [
  { key: "a", source: "start", target: "report" },
  { key: "b", source: "report", target: "ask" },
  { key: "c", source: "ask", target: "repair", condition: "cost > 10" },
  { key: "d", source: "ask", target: "check", default: true },
  { key: "e", source: "repair", target: "check" },
  { key: "f", source: "check", target: "verify", outcome: "fit" },
  { key: "g", source: "check", target: "repair", outcome: "unfit", back: true },
  { key: "h", source: "late", target: "verify" },
  { key: "i", source: "verify", target: "ask", outcome: "rejected", back: true },
  { key: "j", source: "verify", target: "end" },
];
const bundle: Bundle = { key: "repair", title: { en: "Repair" }, flow: { nodes, edges } };
const put = (keys: readonly string[]) => grouped(bundle, keys, keysFor(bundle.flow).fresh, { en: "Work" });

function whole() {
  const made = put(["ask", "repair", "check"]);
  if (typeof made === "string") throw new Error(made);
  return made;
}

it("steps with one way in and one way out are put into a sub-process, with their borders", () => {
  const { bundle: after, key } = whole();
  expect(insideOf(after.flow, key).toSorted()).toEqual(["ask", "check", "late", "part_end", "part_start", "repair"]);
  expect(after.flow.edges).toEqual([
    edges[0],
    { key: "b", source: "report", target: "part" },
    ...edges.slice(2, 5),
    { key: "f", source: "check", target: "part_end", outcome: "fit" },
    edges[6],
    { key: "h", source: "late", target: "part_end" },
    { key: "i", source: "verify", target: "part", outcome: "rejected", back: true },
    edges[9],
    { key: "way", source: "part_start", target: "ask" },
    { key: "way_2", source: "part", target: "verify" },
  ]);
});

it("what would lead over the border in several places stays outside, and it is said why", () => {
  expect(put(["start", "report"])).toBe("begins");
  expect(put(["repair", "check"])).toBe("in");
  expect(put(["ask"])).toBe("out");
  expect(put(["ask", "repair"])).toBe("back");
  expect(put(["ask", "repair", "check", "verify"])).toMatchObject({ key: "part" });
  expect(put(["verify"])).toBe("back");
  const { bundle: after, key } = whole();
  expect(grouped(after, ["repair", "verify"], keysFor(after.flow).fresh, {})).toBe("levels");
  expect(grouped(after, ["repair"], keysFor(after.flow).fresh, {})).toMatchObject({ key: "part_2" });
  expect(key).toBe("part");
});

it("a sub-process that is taken away leaves the flow as it was before", () => {
  const { bundle: after, key } = whole();
  const again = dissolved(after, key);
  expect(again.flow.edges).toEqual(edges);
  expect(again.flow.nodes).toEqual(nodes);
  const timed = { ...after, flow: { ...after.flow, nodes: { ...after.flow.nodes, term: { kind: "boundary", attached_to: key } as const } } };
  expect(dissolved(timed, key)).toBe(timed);
});

it("a sub-process goes with all that lies in it; no edge is drawn over its border", () => {
  const { bundle: after, key } = whole();
  const without = removeNode(after, key);
  expect(Object.keys(without.flow.nodes)).toEqual(["start", "report", "verify", "end"]);
  expect(without.flow.edges.map((each) => each.key)).toEqual(["a", "b", "j"]);
  expect(connect(after, "repair", "verify")).toBe(after);
  expect(connect(after, "report", key)).toBe(after); // is there already
});

it("a new sub-process stands there with its step, inside another one too", () => {
  const place = starter("subprocess", keysFor(bundle.flow), "execute");
  const after = addPlace(bundle, place, "outer");
  expect(after.flow.nodes["part"]).toMatchObject({ kind: "subprocess", parent: "outer" });
  expect(after.flow.nodes["step"]).toMatchObject({ kind: "user", parent: "part" });
  expect(after.flow.edges.slice(-2).map(({ source, target }) => [source, target])).toEqual([["part_start", "step"], ["step", "part_end"]]);
});

it("what lies in a sub-process stands between what leads to it and what follows, in a frame of its own", () => {
  const { bundle: after, key } = whole();
  const layers = layersOf(after.flow);
  expect(layers.get("verify")).toBeGreaterThan(layers.get("part_end") ?? 99);
  expect(lanesOf(after.flow, "stage").get(key)).toBe("execute");
  const { frames, places, bands } = layOut(after.flow);
  const frame = frames.get(key);
  const tops = new Map(bands.map((band) => [band.key, band.top]));
  for (const [each, { x, y, lane }] of places) {
    if (!frame || each === key) continue;
    const top = (tops.get(lane) ?? 0) + y;
    const isIn = x > frame.x && x < frame.x + frame.width && top > frame.y && top < frame.y + frame.height;
    expect([each, isIn]).toEqual([each, insideOf(after.flow, key).includes(each)]);
  }
});

it("folded, a sub-process is one card where its frame was", () => {
  const { bundle: after, key } = whole();
  const flow = foldedFlow(after.flow, new Set([key]));
  expect(Object.keys(flow.nodes)).toEqual(["start", "report", "part", "verify", "end"]);
  expect(layOut(flow).frames.size).toBe(0);
  expect(layOut(flow).places.get("part")?.lane).toBe("execute");
  expect(foldedFlow(after.flow, new Set())).toBe(after.flow);
});
