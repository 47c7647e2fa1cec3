import type { Stage, Trigger } from "../bundle";
import { keysOf } from "../keys";
import { placeOf, plainWay, starterTitle, stepNode } from "../starters";
import { mapPlace, type Place, spotOf, spots, type Tree } from "../tree";
import { remove } from "./remove";

/** What happens to a step that nobody does in time: another one is asked beside it, or takes it over. */
export interface Escalation {
  readonly due: string;
  readonly working: boolean;
  /** Whether the step is taken away from who has it. */
  readonly takesOver: boolean;
  readonly assignee: Readonly<Record<string, unknown>>;
}

/** The timer on the border of a place that leads to a step of its own. */
export function escalationOf(place: Place): Escalation | undefined {
  const border = place.borders.find(isEscalation);
  const asked = border?.ways[0]?.body[0]?.node;
  if (!border || !asked) return undefined;
  const { due = "", working = false } = border.node.trigger ?? {};
  return { due, working, takesOver: border.node.interrupting !== false, assignee: asked.assignee ?? {} };
}

const isEscalation = (border: Place) => border.node.trigger?.kind === "timer" && border.ways[0]?.body[0]?.node.kind === "user";

/** Sets, changes or (undefined) takes away what comes of a step's silence. */
export function setEscalation(tree: Tree, key: string, wanted: Escalation | undefined): Tree {
  const place = spotOf(tree, key)?.place;
  if (!place) return tree;
  const known = place.borders.find(isEscalation);
  if (known && wanted === undefined) return remove(tree, known.key);
  if (wanted === undefined) return tree;
  if (known && escalationOf(place)?.takesOver !== wanted.takesOver) return setEscalation(remove(tree, known.key), key, wanted);
  const border = known ? changed(known, wanted) : fresh(tree, place, wanted);
  const others = place.borders.filter((each) => each !== known);
  return mapPlace(tree, key, (each) => ({ ...each, borders: [...others, border] }));
}

const triggerOf = ({ due, working }: Escalation): Trigger => ({ kind: "timer", due, ...(working && { working }) });

function changed(border: Place, wanted: Escalation): Place {
  const [way, ...ways] = border.ways;
  const [asked, ...body] = way?.body ?? [];
  if (!way || !asked) return border;
  const step: Place = { ...asked, node: { ...asked.node, assignee: wanted.assignee } };
  return { ...border, node: { ...border.node, trigger: triggerOf(wanted) }, ways: [{ ...way, body: [step, ...body] }, ...ways] };
}

/** The stage in which the work of a sub-process begins. */
const firstStage = ({ inside }: Place): Stage => [...spots(inside)].find(({ place }) => place.node.stage)?.place.node.stage ?? "";

function fresh(tree: Tree, place: Place, wanted: Escalation): Place {
  const keys = keysOf(tree);
  const { accountable: _role, ...step } = stepNode("escalation", place.node.stage ?? firstStage(place));
  const node = { ...step, assignee: wanted.assignee };
  const asked = placeOf(keys.fresh("follow_up"), node, [plainWay(keys)]);
  const body = wanted.takesOver ? [asked] : [asked, placeOf(keys.fresh("end"), { kind: "end" }, [])];
  const { parent } = place.node;
  const border = {
    kind: "boundary",
    title: starterTitle("escalation"),
    attached_to: place.key,
    trigger: triggerOf(wanted),
    ...(parent && { parent }),
    ...(!wanted.takesOver && { interrupting: false }),
  } as const;
  return placeOf(keys.fresh("silence"), border, [{ ...plainWay(keys), body }]);
}
