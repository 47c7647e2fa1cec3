import type { Flow } from "../bundle";

/** What leads from where to where when orders only go forward; an event on a border stands beside its node. */
interface Lead {
  readonly target: string;
  readonly steps: 0 | 1;
}

function leadsOf(flow: Flow): ReadonlyMap<string, readonly Lead[]> {
  const leads = new Map<string, Lead[]>(Object.keys(flow.nodes).map((key) => [key, []]));
  for (const [key, { attached_to: host }] of Object.entries(flow.nodes)) {
    if (host !== undefined) leads.get(host)?.push({ target: key, steps: 0 });
  }
  for (const { source, target, back } of flow.edges) {
    if (!back && leads.has(target)) leads.get(source)?.push({ target, steps: 1 });
  }
  for (const [key, { parent }] of Object.entries(flow.nodes)) {
    if (parent === undefined || flow.nodes[parent] === undefined) continue;
    // what is inside begins where its sub-process stands, and what follows that comes after all of it
    leads.get(parent)?.push({ target: key, steps: 0 });
    for (const { source, target, back } of flow.edges) if (source === parent && !back && leads.has(target)) leads.get(key)?.push({ target, steps: 1 });
  }
  return leads;
}

/** The nodes so that each stands after all that lead to it; an edge that closes a circle is left out of account. */
function inOrder(leads: ReadonlyMap<string, readonly Lead[]>): readonly string[] {
  const done: string[] = [];
  const seen = new Set<string>();
  const visit = (first: string): void => {
    const open = [{ key: first, next: 0 }];
    seen.add(first);
    for (let top = open.at(-1); top; top = open.at(-1)) {
      const lead = leads.get(top.key)?.[top.next];
      top.next += 1;
      if (lead === undefined) {
        done.push(top.key);
        open.pop();
      } else if (!seen.has(lead.target)) {
        seen.add(lead.target);
        open.push({ key: lead.target, next: 0 });
      }
    }
  };
  for (const key of leads.keys()) if (!seen.has(key)) visit(key);
  return done.reverse();
}

/** How far each node is from the start: the longest way forward, in steps; in an order that follows the flow. */
export function layersOf(flow: Flow): ReadonlyMap<string, number> {
  const leads = leadsOf(flow);
  const order = inOrder(leads);
  const place = new Map(order.map((key, index) => [key, index]));
  const layers = new Map(order.map((key) => [key, 0]));
  for (const key of order) {
    const here = layers.get(key) ?? 0;
    for (const { target, steps } of leads.get(key) ?? []) {
      const isForward = (place.get(target) ?? 0) > (place.get(key) ?? 0);
      if (isForward) layers.set(target, Math.max(layers.get(target) ?? 0, here + steps));
    }
  }
  return layers;
}
