import type { Bundle, Edge, Flow, Node } from "../bundle";
import type { Words } from "../words";
import { stepsOf } from "../steps";

/** The nodes that lie in a sub-process, those of sub-processes in it among them. */
export function insideOf(flow: Flow, key: string): readonly string[] {
  const found = new Set([key]);
  for (const around of found) for (const [each, { parent }] of Object.entries(flow.nodes)) if (parent === around) found.add(each);
  found.delete(key);
  return [...found];
}

/** The flow as it is drawn while some sub-processes are folded: what lies in them is not there. */
export function foldedFlow(flow: Flow, folded: ReadonlySet<string>): Flow {
  const hidden = new Set([...folded].flatMap((key) => insideOf(flow, key)));
  if (hidden.size === 0) return flow;
  const shown = Object.entries(flow.nodes).filter(([key]) => !hidden.has(key));
  const nodes = Object.fromEntries(shown.map(([key, node]) => [key, folded.has(key) ? asItsFirst(flow, key, node) : node]));
  return { ...flow, nodes, edges: flow.edges.filter(({ source, target }) => !hidden.has(source) && !hidden.has(target)) };
}

/** A folded sub-process stands for the first step in it: in that one's stage, with who does that. */
function asItsFirst(flow: Flow, key: string, node: Node): Node {
  const first = stepsOf(flow).find(([each]) => insideOf(flow, key).includes(each))?.[1];
  return first ? { ...node, ...(first.stage && { stage: first.stage }), ...(first.assignee && { assignee: first.assignee }) } : node;
}

/** Why nodes can't be put into one sub-process: it has one way in and one way out, and nothing leads over its border. */
export type Ungroupable = "begins" | "levels" | "in" | "out" | "back";

interface Border {
  readonly entry: string;
  readonly exit: string;
  readonly level: string;
  readonly own: ReadonlySet<string>;
}

/** Puts nodes that follow each other into a new sub-process of the given keys. */
export function grouped(bundle: Bundle, keys: readonly string[], fresh: (base: string) => string, title: Words): { readonly bundle: Bundle; readonly key: string } | Ungroupable {
  const { flow } = bundle;
  const border = borderOf(flow, keys);
  if (typeof border === "string") return border;
  const { entry, exit, level, own } = border;
  const key = fresh("part");
  const [begins, ends] = [fresh(`${key}_start`), fresh(`${key}_end`)];
  const around = level && { parent: level };
  const nodes: Record<string, Node> = {};
  for (const [each, node] of Object.entries(flow.nodes)) {
    if (each === entry) nodes[key] = { kind: "subprocess", title, ...around };
    if (each === entry) nodes[begins] = { kind: "start", parent: key };
    nodes[each] = own.has(each) ? { ...node, parent: key } : node;
  }
  nodes[ends] = { kind: "end", parent: key };
  const edges = flow.edges.map((edge): Edge => {
    if (own.has(edge.source) === own.has(edge.target)) return edge;
    return { ...edge, target: own.has(edge.target) ? key : ends };
  });
  edges.push({ key: fresh("way"), source: begins, target: entry }, { key: fresh("way"), source: key, target: exit });
  return { bundle: { ...bundle, flow: { ...flow, nodes, edges } }, key };
}

function borderOf(flow: Flow, keys: readonly string[]): Border | Ungroupable {
  const own = new Set(keys);
  for (const [each, { attached_to: host }] of Object.entries(flow.nodes)) if (host !== undefined && own.has(host)) own.add(each);
  const nodes = [...own].map((key) => flow.nodes[key]);
  const [level = "", ...others] = new Set(nodes.map((node) => node?.parent ?? ""));
  if (nodes.some((node) => !node || node.kind === "start" || node.kind === "end" || node.opens)) return "begins";
  if (others.length > 0) return "levels";
  const into = flow.edges.filter(({ source, target }) => own.has(target) && !own.has(source));
  const out = flow.edges.filter(({ source, target }) => own.has(source) && !own.has(target));
  const [entry, ...entries] = new Set(into.filter(({ back }) => !back).map(({ target }) => target));
  const [exit, ...exits] = new Set(out.map(({ target }) => target));
  if (entry === undefined || entries.length > 0) return "in";
  if (out.some(({ back }) => back) || into.some(({ target }) => target !== entry)) return "back";
  return exit === undefined || exits.length > 0 ? "out" : { entry, exit, level, own };
}

/** Takes a sub-process away and leaves what lay in it where it stood; where that can't be, nothing changes. */
export function dissolved(bundle: Bundle, key: string): Bundle {
  const { flow } = bundle;
  const direct = Object.entries(flow.nodes).filter(([, { parent }]) => parent === key);
  const begins = direct.find(([, { kind }]) => kind === "start")?.[0];
  const ends = new Set(direct.filter(([, { kind, trigger }]) => kind === "end" && !trigger).map(([each]) => each));
  const entry = flow.edges.find(({ source }) => source === begins)?.target;
  const [exit, ...exits] = flow.edges.filter(({ source }) => source === key);
  const isBordered = Object.values(flow.nodes).some(({ attached_to: host }) => host === key);
  if (entry === undefined || ends.has(entry) || exit === undefined || exits.length > 0 || isBordered) return bundle;
  const around = flow.nodes[key]?.parent;
  const gone = new Set([key, begins, ...ends]);
  const left = Object.entries(flow.nodes).filter(([each]) => !gone.has(each));
  const nodes = left.map(([each, node]): readonly [string, Node] => {
    if (node.parent !== key) return [each, node];
    const { parent: _parent, ...rest } = node;
    return [each, around === undefined ? rest : { ...rest, parent: around }];
  });
  const edges = flow.edges
    .filter(({ source }) => source !== key && source !== begins)
    .map((edge): Edge => {
      if (edge.target === key) return { ...edge, target: entry };
      return ends.has(edge.target) ? { ...edge, target: exit.target } : edge;
    });
  return { ...bundle, flow: { ...flow, nodes: Object.fromEntries(nodes), edges } };
}
