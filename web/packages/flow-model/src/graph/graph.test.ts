import { expect, it } from "vitest";
import type { Bundle, Edge, Node } from "../bundle";
import { addPlace, changeEdge, connect, disconnect, keysFor, laneBy, putAt, removeNode, tidy } from "./edits";
import { cell, layOut } from "./lay-out";
import { lanesOf, roleIn } from "./lanes";
import { layersOf } from "./layers";

const nodes: Record<string, Node> = {
  start: { kind: "start" },
  report: { kind: "user", stage: "report", assignee: { field: "reporter", else: { role: "dispatcher" } } },
  choice: { kind: "exclusive" },
  check: { kind: "user", stage: "accept", assignee: { any: [{ reporter: true }, { role: "supervisor" }] } },
  late: { kind: "boundary", attached_to: "check" },
  work: { kind: "user", stage: "execute", assignee: { role: "technician" } },
  end: { kind: "end" },
};
const edges: readonly Edge[] = [
  { key: "a", source: "start", target: "report" },
  { key: "b", source: "report", target: "choice" },
  { key: "c", source: "choice", target: "check", condition: "cost > 1000" },
  { key: "d", source: "choice", target: "work", default: true },
  { key: "e", source: "check", target: "work", outcome: "approved" },
  { key: "f", source: "check", target: "report", outcome: "refused", back: true },
  { key: "g", source: "work", target: "end" },
];
const bundle: Bundle = { key: "repair", title: { en: "Repair" }, flow: { nodes, edges, reopen_to: "work" } };

it("a node stands as far from the start as the longest way to it, ways back aside", () => {
  const expected = { start: 0, report: 1, choice: 2, check: 3, late: 3, work: 4, end: 5 };
  expect(Object.fromEntries(layersOf(bundle.flow))).toEqual(expected);
});

it("a circle that no edge calls a way back is laid out all the same", () => {
  const circle = { nodes: { a: { kind: "user" }, b: { kind: "user" } } as const, edges: [
    { key: "1", source: "a", target: "b" },
    { key: "2", source: "b", target: "a" },
  ] };
  expect([...layersOf(circle)]).toEqual([["a", 0], ["b", 1]]);
});

it("lanes are the stages, or who acts; what has neither stands with what leads to it", () => {
  expect(Object.fromEntries(lanesOf(bundle.flow, "stage"))).toMatchObject({ start: "report", choice: "report", late: "accept", end: "execute" });
  expect(Object.fromEntries(lanesOf(bundle.flow, "role"))).toMatchObject({ report: "dispatcher", check: "supervisor", end: "technician" });
  expect(roleIn({ manager: 1 })).toBe("");
});

it("no two nodes are drawn over each other, and each within its lane", () => {
  for (const by of ["stage", "role"] as const) {
    const { places, bands } = layOut(bundle.flow, { by });
    const spots = [...places.values()].map(({ x, y, lane }) => `${x} ${y} ${lane}`);
    expect(new Set(spots).size).toBe(spots.length);
    for (const { y, lane } of places.values()) {
      const height = bands.find(({ key }) => key === lane)?.height ?? 0;
      expect(y + cell.height).toBeLessThanOrEqual(height);
    }
  }
});

it("a node that somebody has put stays there, and its lane makes room for it; tidied it goes back", () => {
  const moved = putAt(bundle, "work", { x: 700.4, y: 321 });
  const { places, bands } = layOut(moved.flow, moved.canvas);
  expect(places.get("work")).toEqual({ x: 700, y: 321, lane: "execute" });
  expect(bands.find(({ key }) => key === "execute")?.height).toBe(321 + cell.height);
  expect(moved.flow).toBe(bundle.flow);
  expect(layOut(tidy(moved).flow, tidy(moved).canvas)).toEqual(layOut(bundle.flow));
  expect(laneBy(moved, "role").canvas).toEqual({ by: "role" });
});

it("a node that is taken out leaves a way behind, takes its border with it and the place to reopen to", () => {
  const without = removeNode(bundle, "check");
  expect(Object.keys(without.flow.nodes)).toEqual(["start", "report", "choice", "work", "end"]);
  expect(without.flow.edges.filter(({ source }) => source === "choice")).toMatchObject([
    { key: "c", target: "work", condition: "cost > 1000" },
    { key: "d", target: "work" },
  ]);
  expect(removeNode(bundle, "work").flow.reopen_to).toBeUndefined();
  expect(removeNode(bundle, "nobody")).toBe(bundle);
});

it("an edge is drawn once, never into a start or out of an end, and can be changed and taken away", () => {
  expect(connect(bundle, "start", "report")).toBe(bundle);
  expect(connect(bundle, "end", "report")).toBe(bundle);
  expect(connect(bundle, "report", "start")).toBe(bundle);
  const drawn = connect(bundle, "late", "end");
  expect(drawn.flow.edges.at(-1)).toEqual({ key: "way", source: "late", target: "end" });
  expect(changeEdge(drawn, "way", (edge) => ({ ...edge, default: true })).flow.edges.at(-1)?.default).toBe(true);
  expect(disconnect(drawn, "way").flow).toEqual(bundle.flow);
  const { fresh } = keysFor(drawn.flow);
  expect([fresh("way"), fresh("way"), fresh("step")]).toEqual(["way_2", "way_3", "step"]);
});

it("what a starter makes stands there with the edges inside it", () => {
  const step = { key: "step", node: { kind: "user" }, ways: [{ edge: { key: "out", source: "", target: "" }, body: [] }], inside: [] } as const;
  const join = { key: "join", node: { kind: "join", joins: "fork" }, ways: [], inside: [] } as const;
  const fork = { key: "fork", node: { kind: "parallel" }, ways: [{ edge: { key: "in", source: "", target: "" }, body: [step] }], join, inside: [] } as const;
  const added = addPlace(bundle, fork);
  expect(added.flow.edges.slice(-2)).toEqual([
    { key: "in", source: "fork", target: "step" },
    { key: "out", source: "step", target: "join" },
  ]);
  expect(addPlace(bundle, fork, "work").flow.nodes["join"]).toMatchObject({ parent: "work" });
});
