import type { Bundle, Edge, Node } from "../bundle";

/** A node or an edge with some members set; one that is set to undefined goes, so that its default holds. */
export function withParts<T extends object>(thing: T, parts: { readonly [Each in keyof T]?: T[Each] | undefined }): T {
  const all = Object.entries({ ...thing, ...parts } as Record<string, unknown>);
  return Object.fromEntries(all.filter(([key, value]) => value !== undefined || !(key in parts))) as T;
}

/** A bundle with one node changed, whatever shape its flow has. */
export function changeNode(bundle: Bundle, key: string, parts: { readonly [Each in keyof Node]?: Node[Each] | undefined }): Bundle {
  const node = bundle.flow.nodes[key];
  if (!node) return bundle;
  return { ...bundle, flow: { ...bundle.flow, nodes: { ...bundle.flow.nodes, [key]: withParts(node, parts) } } };
}

/** A bundle with one edge changed. */
export function changeEdge(bundle: Bundle, key: string, parts: { readonly [Each in keyof Edge]?: Edge[Each] | undefined }): Bundle {
  const edges = bundle.flow.edges.map((edge) => (edge.key === key ? withParts(edge, parts) : edge));
  return { ...bundle, flow: { ...bundle.flow, edges } };
}
