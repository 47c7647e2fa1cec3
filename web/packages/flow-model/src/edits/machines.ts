/** Places where an order waits for a machine: what is asked of a connector, and which message is awaited. */
import type { Answer, Bundle, Node, Request, Rule } from "../bundle";
import { keysFor, removeNode } from "../graph/edits";
import { starterTitle, stepNode } from "../starters";
import { changeNode, withParts } from "./change";

const mark = "http:";

/** The key of the connector that a node calls; "" where none is chosen. */
export const connectorOf = ({ calls = "" }: Node): string => (calls.startsWith(mark) ? calls.slice(mark.length) : "");

export function callConnector(bundle: Bundle, key: string, connector: string): Bundle {
  return changeNode(bundle, key, { calls: mark + connector, request: bundle.flow.nodes[key]?.request ?? {} });
}

export function changeRequest(bundle: Bundle, key: string, parts: { readonly [Each in keyof Request]?: Request[Each] | undefined }): Bundle {
  return changeNode(bundle, key, { request: withParts(bundle.flow.nodes[key]?.request ?? {}, parts) });
}

export type Row<T> = readonly [name: string, value: T];

function recordOf<T>(rows: readonly Row<T>[]): Record<string, T> | undefined {
  return rows.length > 0 ? Object.fromEntries(rows) : undefined;
}

/** A name that no row has yet. */
export function freeName(rows: readonly Row<unknown>[], base: string): string {
  const taken = new Set(rows.map(([name]) => name));
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? base : `${base}_${count}`;
    if (!taken.has(name)) return name;
  }
}

/** One row by another name; a name that another row has stays with that one. */
export function renamed<T>(rows: readonly Row<T>[], at: number, name: string): readonly Row<T>[] {
  const row = rows[at];
  return row && !rows.some(([other], index) => other === name && index !== at) ? rows.with(at, [name, row[1]]) : rows;
}

/** Sets what goes out, in this order. */
export const setInputs = (bundle: Bundle, key: string, rows: readonly Row<string>[]): Bundle => changeNode(bundle, key, { inputs: recordOf(rows) });

/** Sets what is taken of the answer; it is kept under the node's `result`, which is there as long as anything is taken. */
export function setAnswers(bundle: Bundle, key: string, rows: readonly Row<Answer>[]): Bundle {
  const { result } = bundle.flow.nodes[key] ?? {};
  const taken = changeRequest(bundle, key, { answers: recordOf(rows) });
  return changeNode(taken, key, { result: rows.length > 0 ? (result ?? key) : undefined });
}

const borderOf = ({ flow }: Bundle, key: string) =>
  Object.keys(flow.nodes).find((each) => flow.nodes[each]?.attached_to === key && flow.nodes[each].trigger?.kind === "error");

const stepAfter = ({ flow }: Bundle, border: string) => {
  const target = flow.edges.find(({ source }) => source === border)?.target;
  return target !== undefined && flow.nodes[target]?.kind === "user" ? target : undefined;
};

/** Who goes on with an order whose call has failed for good; undefined: it stays where it is, until somebody looks. */
export function failureTo(bundle: Bundle, key: string): Rule | undefined {
  const border = borderOf(bundle, key);
  const step = border && stepAfter(bundle, border);
  const person = step === undefined ? undefined : bundle.flow.nodes[step];
  return person && (person.assignee ?? {});
}

/** Sets, changes or (undefined) takes away the step that a failed call leads to; it goes on where the call would have. */
export function failTo(bundle: Bundle, key: string, assignee: Rule | undefined): Bundle {
  const border = borderOf(bundle, key);
  const step = border && stepAfter(bundle, border);
  if (assignee === undefined) return [step, border].reduce((now, gone) => (gone ? removeNode(now, gone) : now), bundle);
  if (step) return changeNode(bundle, step, { assignee });
  const { flow } = bundle;
  const host = flow.nodes[key];
  const on = flow.edges.find(({ source, back }) => source === key && !back);
  if (!host || border || !on) return bundle;
  const keys = keysFor(flow);
  const [fails, mends] = [keys.fresh("failed"), keys.fresh("mend")];
  const { accountable: _role, ...person } = stepNode("mend", host.stage ?? "");
  const parent = host.parent && { parent: host.parent };
  const nodes = {
    ...flow.nodes,
    [fails]: { kind: "boundary", title: starterTitle("failed"), attached_to: key, trigger: { kind: "error" }, ...parent } as const,
    [mends]: { ...person, assignee, ...parent },
  };
  const edges = [
    ...flow.edges,
    { key: keys.fresh("way"), source: fails, target: mends },
    { key: keys.fresh("way"), source: mends, target: on.target },
  ];
  return { ...bundle, flow: { ...flow, nodes, edges } };
}
