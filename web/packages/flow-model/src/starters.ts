import type { Edge, Node, Outcome, Stage } from "./bundle";
import type { Words } from "./words";
import type { Keys } from "./keys";
import titles from "./starters.json";
import type { Place, Way } from "./tree";

/** What can be inserted between two places. */
export const insertable = ["step", "approval", "countersign", "condition", "parallel", "wait", "table", "connector", "receive", "children", "subprocess"] as const;
export type Insertable = (typeof insertable)[number];
/** What a tree offers there: `copies` go out when the step after them opens, and are a part of it. */
export type Offer = Insertable | "copies";

export const starterTitle = (of: keyof typeof titles): Words => titles[of];

/** Whether what is inserted judges the work of others. */
export const judges = (kind: Insertable): boolean => kind === "approval" || kind === "countersign";

/** An edge without its ends: they follow from where it stands in the tree. */
export const edgeOf = (key: string, rest: Partial<Edge> = {}): Edge => ({ key, source: "", target: "", ...rest });
export const plainWay = (keys: Keys, rest: Partial<Edge> = {}): Way => ({ edge: edgeOf(keys.fresh("way"), rest), body: [] });

export function placeOf(key: string, node: Node, ways: readonly Way[], join?: Place): Place {
  return { key, node, ways, borders: [], inside: [], ...(join && { join }) };
}

export const verdicts: Readonly<Record<string, Outcome>> = {
  approved: { title: titles.approved },
  refused: { title: titles.refused, needs_reason: true, refuses: true },
};

/** A step for a role, with nothing demanded yet. */
export function stepNode(of: keyof typeof titles, stage: Stage, role = "supervisor"): Node {
  return { kind: "user", stage, title: titles[of], assignee: { role }, accountable: role };
}

function approval(keys: Keys, kind: "approval" | "countersign", stage: Stage, refusedTo: string | undefined): Place {
  const signers = { assignee: { any: [{ role: "supervisor" }, { role: "dispatcher" }] }, many: { on_refusal: "ends" } } as const;
  const node: Node = { ...stepNode(kind, stage), outcomes: verdicts, ...(kind === "countersign" && signers) };
  if (refusedTo === undefined) return placeOf(keys.fresh(kind), node, [plainWay(keys)]);
  const back = edgeOf(keys.fresh("back"), { outcome: "refused", back: true, target: refusedTo });
  return placeOf(keys.fresh(kind), node, [plainWay(keys, { outcome: "approved" }), { edge: back, body: [] }]);
}

function fork(keys: Keys, stage: Stage): Place {
  const key = keys.fresh("parallel");
  const join = placeOf(keys.fresh("join"), { kind: "join", joins: key }, [plainWay(keys)]);
  const side = (): Way => ({
    edge: edgeOf(keys.fresh("way"), { title: titles.side }),
    body: [placeOf(keys.fresh("step"), stepNode("step", stage, "technician"), [plainWay(keys)])],
  });
  return placeOf(key, { kind: "parallel", title: titles.parallel }, [side(), side()], join);
}

/** A sub-process with one step in it. */
function inner(keys: Keys, stage: Stage): Place {
  const key = keys.fresh("part");
  const within = (base: string, node: Node, ways: readonly Way[]) => placeOf(keys.fresh(base), { ...node, parent: key }, ways);
  const inside = [
    within(`${key}_start`, { kind: "start" }, [plainWay(keys)]),
    within("step", stepNode("step", stage, "technician"), [plainWay(keys)]),
    within(`${key}_end`, { kind: "end" }, []),
  ];
  return { ...placeOf(key, { kind: "subprocess", title: titles.subprocess }, [plainWay(keys)]), inside };
}

/** Something new as it first stands there; an approval that is refused leads back to `refusedTo`. */
export function starter(kind: Insertable, keys: Keys, stage: Stage, refusedTo?: string): Place {
  switch (kind) {
    case "step":
      return placeOf(keys.fresh("step"), stepNode("step", stage, "technician"), [plainWay(keys)]);
    case "approval":
    case "countersign":
      return approval(keys, kind, stage, refusedTo);
    case "condition": {
      const ways = [plainWay(keys, { title: titles.branch }), plainWay(keys, { default: true, title: titles.otherwise })];
      return placeOf(keys.fresh("choice"), { kind: "exclusive", title: titles.condition }, ways);
    }
    case "parallel":
      return fork(keys, stage);
    case "wait": {
      const trigger = { kind: "timer", due: "PT4H", working: true } as const;
      return placeOf(keys.fresh("wait"), { kind: "catch", title: titles.wait, trigger }, [plainWay(keys)]);
    }
    case "table":
      return placeOf(keys.fresh("table"), { kind: "rule", title: titles.table }, [plainWay(keys)]);
    case "connector":
      return placeOf(keys.fresh("call"), { kind: "service", stage, title: titles.connector, calls: "http:", request: {} }, [plainWay(keys)]);
    case "receive": {
      const key = keys.fresh("message");
      return placeOf(key, { kind: "receive", stage, title: titles.receive, trigger: { kind: "message", name: key } }, [plainWay(keys)]);
    }
    case "subprocess":
      return inner(keys, stage);
    case "children": {
      const node: Node = { kind: "children", stage, title: titles.children, many: { count: "1" } };
      return placeOf(keys.fresh("children"), node, [plainWay(keys)]);
    }
  }
}
