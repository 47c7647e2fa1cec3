import { type Bag, bag, wordsOf } from "@gongdan/forms/core/json";
import type { MigrationCheck } from "../api/migrations";

/** A node of a version, as far as a migration needs it. */
export interface Step {
  readonly key: string;
  readonly kind: string;
  readonly stage: string;
  readonly title: string;
}

/** The nodes of a version by key. */
export function stepsOf(body: Bag | undefined, locale: string): ReadonlyMap<string, Step> {
  const nodes = Object.entries(bag(bag(body?.["flow"])["nodes"]));
  return new Map(nodes.map(([key, node]) => [key, stepOf(key, bag(node), locale)]));
}

function stepOf(key: string, node: Bag, locale: string): Step {
  const text = (name: string) => (typeof node[name] === "string" ? node[name] : "");
  return { key, kind: text("kind"), stage: text("stage"), title: wordsOf(node["title"], locale) || key };
}

/** One line of the map: where orders stand (or have been), and which node that is in the other version. */
export interface MapLine {
  readonly node: string;
  readonly orders: number;
  readonly to: string;
}

/** The lines that matter: nodes with orders on them, and those that somebody has to map. */
export function linesOf(check: MigrationCheck, map: Readonly<Record<string, string>>): readonly MapLine[] {
  const standing = new Map(check.nodes.map((each) => [each.node, each]));
  const missing = check.missing.filter(({ node }) => !standing.has(node));
  const named = Object.keys(map).filter((node) => !standing.has(node) && !missing.some((each) => each.node === node));
  return [
    ...check.nodes.map(({ node, orders, to }) => ({ node, orders, to: map[node] ?? to })),
    ...missing.map(({ node }) => ({ node, orders: 0, to: "" })),
    ...named.map((node) => ({ node, orders: 0, to: map[node] ?? "" })),
  ];
}

/** The nodes that a node can become: of its kind; nothing else could hold its orders. */
export function choicesFor(step: Step | undefined, there: ReadonlyMap<string, Step>): readonly Step[] {
  return [...there.values()].filter(({ kind }) => step === undefined || kind === step.kind);
}

/** The map with one line set, or with nothing said about it. */
export function withLine(map: Readonly<Record<string, string>>, node: string, to: string | undefined): Record<string, string> {
  const rest = Object.fromEntries(Object.entries(map).filter(([key]) => key !== node));
  return to ? { ...rest, [node]: to } : rest;
}
