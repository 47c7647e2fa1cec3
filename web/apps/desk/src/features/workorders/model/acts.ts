import type { Act, OfferedAct, OrderDetail } from "@gongdan/api/shapes";

/** What an act asks for beside the form of its step. */
export type Ask = "reason" | "assignee" | "outcome" | "node" | "resume" | "asset" | "customer" | "people" | "place" | "person" | "children";

interface ActSpec {
  readonly asks: readonly Ask[];
  readonly needs: readonly Ask[];
  /** Steps carry the filled-in form as `data`. */
  readonly step: boolean;
}

const step = { asks: [], needs: [], step: true } as const;
const reasoned = { asks: ["reason"], needs: ["reason"], step: false } as const;
const handover = { asks: ["assignee", "reason"], needs: ["assignee"], step: false } as const;

const specs: Readonly<Record<Act, ActSpec>> = {
  accept: { asks: ["assignee"], needs: [], step: true },
  resubmit: step,
  complete: step,
  verify: { asks: ["outcome", "reason"], needs: ["outcome"], step: true },
  archive: step,
  assign: handover,
  transfer: handover,
  delegate: handover,
  hand_back: { asks: ["reason"], needs: [], step: false },
  add_sign: { asks: ["people", "place", "reason"], needs: ["people"], step: false },
  remove_sign: { asks: ["person", "reason"], needs: ["person", "reason"], step: false },
  take_back: { asks: ["reason"], needs: [], step: false },
  jump: { asks: ["node", "reason"], needs: ["node", "reason"], step: false },
  claim: { asks: [], needs: [], step: false },
  reject: { asks: ["node", "resume", "reason"], needs: ["node", "reason"], step: false },
  return: reasoned,
  suspend: reasoned,
  resume: { asks: [], needs: [], step: false },
  cancel: { asks: ["reason", "children"], needs: ["reason"], step: false },
  reopen: reasoned,
  amend: { asks: ["asset", "customer", "reason"], needs: [], step: false },
  remind: { asks: [], needs: [], step: false },
};

/** The acts that move an order forward stand first; the first offered one is the one to do now. */
const order: readonly Act[] = [
  "resubmit", "accept", "complete", "verify", "archive", "hand_back", "resume", "claim", "assign", "transfer", "delegate",
  "add_sign", "remove_sign", "take_back", "remind", "amend", "suspend", "reopen", "reject", "return", "jump", "cancel",
];
const forward: ReadonlySet<Act> = new Set<Act>(["resubmit", "accept", "complete", "verify", "archive", "hand_back", "resume", "claim"]);

export interface KnownAct extends OfferedAct {
  readonly act: Act;
  /** The outcomes that demand to say why, once the definition is known. */
  readonly reasoned?: readonly string[];
}

/** Whether a code of the server is an act that this page knows. */
export function isAct(code: string): code is Act {
  return Object.hasOwn(specs, code);
}

/** The offered acts that this page knows, in their order. */
export function actsOf(offered: readonly OfferedAct[]): readonly KnownAct[] {
  return order.flatMap((act) => {
    const found = offered.find((each) => each.act === act);
    return found ? [{ ...found, act }] : [];
  });
}

/** The act to do now, if there is one. */
export function actToDoNow(acts: readonly KnownAct[]): KnownAct | undefined {
  return acts.find(({ act }) => forward.has(act));
}

/** After a step was done again: on from there, or straight back to who sent it. */
export const resumes = ["go_on", "come_back"] as const;
export type Resume = (typeof resumes)[number];

/** When added signers sign, seen from who adds them. */
export const places = ["together", "before", "after"] as const;
export type Place = (typeof places)[number];

/** What becomes of the open child orders of a cancelled one. */
export const fates = ["keep", "cancel"] as const;
export type Fate = (typeof fates)[number];

/** What somebody has answered so far. */
export interface Draft {
  readonly reason: string;
  readonly assignee: string;
  readonly outcome: string;
  readonly node: string;
  readonly resume: Resume;
  readonly asset: string;
  readonly customer: string;
  /** Ids, by commas. */
  readonly people: string;
  readonly place: Place;
  readonly person: string;
  readonly children: Fate;
  readonly data: Readonly<Record<string, unknown>>;
}

export const blankDraft: Draft = {
  reason: "", assignee: "", outcome: "", node: "", resume: "go_on", asset: "", customer: "", people: "", place: "together", person: "", children: "keep", data: {},
};

type Asking = Pick<KnownAct, "act" | "outcomes" | "reasoned">;

/** Whether a step comes out in ways of its own: an approval, not the verification of the five steps. */
function isJudged({ act, outcomes }: Asking): boolean {
  return specs[act].step && outcomes.length > 0 && (act !== "verify" || outcomes.some((each) => each !== "passed" && each !== "rejected"));
}

/** Whether the chosen outcome demands to say why: as the definition says, and wherever a verification rejects. */
const demandsReason = ({ act, reasoned = [] }: Asking, { outcome }: Draft) => reasoned.includes(outcome) || (act === "verify" && outcome === "rejected");

/** What an act asks as things stand: a verification asks why only when that is demanded. */
export function asksOf(offered: Asking, draft: Draft): readonly Ask[] {
  if (isJudged(offered)) return ["outcome", "reason"];
  const { asks } = specs[offered.act];
  return offered.act === "verify" && !demandsReason(offered, draft) ? asks.filter((ask) => ask !== "reason") : asks;
}

/** What an act can't be sent without as things stand; some of it has an answer from the start. */
export function neededAsks(offered: Asking, draft: Draft): ReadonlySet<Ask> {
  const needs = isJudged(offered) ? (["outcome"] as const) : specs[offered.act].needs;
  return new Set([...needs, "resume", "children", "place", ...(demandsReason(offered, draft) ? (["reason"] as const) : [])]);
}

/** What is still missing. */
export function missingAsks(offered: Asking, draft: Draft): readonly Ask[] {
  const needs = neededAsks(offered, draft);
  return asksOf(offered, draft).filter((ask) => needs.has(ask) && draft[ask].trim() === "");
}

/** Acts on the order itself: their commands name no step. */
const atNoNode: ReadonlySet<Act> = new Set<Act>(["take_back", "jump"]);

/** The request body of an act: only what was answered, and the node at which it was offered. */
export function bodyOf(offered: Asking, draft: Draft, node = ""): Record<string, unknown> {
  const { act } = offered;
  const asks = asksOf(offered, draft);
  const reason = draft.reason.trim();
  const hands = act === "accept" ? "assignee" : "to";
  return {
    ...(specs[act].step && Object.keys(draft.data).length > 0 && { data: draft.data }),
    ...(asks.includes("reason") && reason && { reason }),
    ...(asks.includes("assignee") && draft.assignee && { [hands]: draft.assignee }),
    ...(asks.includes("outcome") && { outcome: draft.outcome }),
    ...(asks.includes("node") && { to: draft.node }),
    ...(asks.includes("people") && { people: draft.people.split(",").filter(Boolean), place: draft.place }),
    ...(asks.includes("children") && draft.children === "cancel" && { with_children: true }),
    ...(asks.includes("person") && { person: draft.person }),
    ...(asks.includes("resume") && { resume: draft.resume }),
    ...(node && !atNoNode.has(act) && { node }),
  };
}

/** Whether orders that were made from this one still run. */
export function hasOpenChildren({ beside }: Pick<OrderDetail, "beside">): boolean {
  return beside.children.some(({ status }) => status === "open" || status === "suspended");
}

/** The steps onto which an act may set the order: those that the server names, else all visited but the present one. */
export function nodesFor({ to }: Pick<OfferedAct, "to">, { visited, node }: Pick<OrderDetail, "visited" | "node">): readonly string[] {
  return to.length > 0 ? to : [...new Set(visited)].filter((each) => each !== node);
}

/** The outcomes that an act may have: those of the definition, else the two of the five-step loop. */
export function outcomesOf({ outcomes }: Pick<OfferedAct, "outcomes">): readonly string[] {
  return outcomes.length > 0 ? outcomes : ["passed", "rejected"];
}
