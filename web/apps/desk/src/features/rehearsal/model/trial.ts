import type { OpenStep, Rehearsal, StandIn } from "../api/rehearsals";

/** Acts that complete a step with its form, as the server names them. */
export const completing = ["resubmit", "accept", "complete", "verify", "archive", "hand_back"] as const;
export type Completing = (typeof completing)[number];

export const isCompleting = (act: string): act is Completing => (completing as readonly string[]).includes(act);

export interface OtherAct {
  readonly act: string;
  readonly node: string;
  readonly to: readonly { readonly key: string; readonly title: string }[];
}

/** The act by which somebody completes a step. */
export function completingAct(who: StandIn, step: OpenStep): Completing | undefined {
  return who.offers.map((offer) => ({ ...offer })).find(({ act, node }) => node === step.node && isCompleting(act))?.act as Completing | undefined;
}

/** What else somebody may do, at this step and with the order as a whole. */
export function otherActs(who: StandIn, step: OpenStep | undefined): readonly OtherAct[] {
  return who.offers.filter(({ act, node }) => !isCompleting(act) && act !== "remind" && (node === "" || node === step?.node));
}

const naming = ["assign", "transfer", "delegate", "add_sign"];

/** Whom or what an act may name: the stand-ins, or the steps and people that the server lists. */
export function targetsOf(act: OtherAct, seen: Rehearsal, who: StandIn): readonly { readonly value: string; readonly label: string }[] {
  if (naming.includes(act.act)) return seen.stand_ins.filter(({ key }) => key !== who.key).map(({ key, name }) => ({ value: key, label: name }));
  return act.to.map(({ key, title }) => ({ value: key, label: title }));
}

const reasoned = ["reject", "return", "suspend", "cancel", "reopen", "jump", "remove_sign"];
export const needsReason = (act: string) => reasoned.includes(act);

/** Who is offered first at a step: whose turn it is, else whoever may do anything at all. */
export function firstPerson(seen: Rehearsal, step: OpenStep | undefined): string {
  return step?.who[0] ?? seen.stand_ins.find(({ offers }) => offers.length > 0)?.key ?? seen.stand_ins[0]?.key ?? "";
}
