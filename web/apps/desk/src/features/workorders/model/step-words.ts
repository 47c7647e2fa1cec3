import type { TimelineItem } from "@gongdan/api/shapes";
import type { Speech } from "@gongdan/i18n/speech";
import { accountableOf, type Bundle, nodeStage, nodeTitle, outcomeTitle } from "./definition";

const acts = new Set(["accept", "complete", "verify", "archive"]);
const events = new Set(["OrderAccepted", "WorkCompleted", "OrderVerified", "OrderArchived"]);
const textOf = (value: unknown) => (typeof value === "string" ? value : "");

/** A step's name where the definition gives it one of its own; empty where it is that of its stage. */
export function ownTitle(bundle: Bundle | undefined, node: string, { locale, word }: Speech): string {
  const title = nodeTitle(bundle, node, locale);
  return title === word("stage", nodeStage(bundle, node), "stage.step") ? "" : title;
}

/** The name of the step that an act would complete; empty for all other acts, and for plain stages. */
export function stepOfAct(bundle: Bundle | undefined, { act, node }: { act: string; node: string }, speech: Speech): string {
  return acts.has(act) ? ownTitle(bundle, node, speech) : "";
}

/** What somebody did at a step with a name of its own, and how it came out; empty for all else. */
export function stepDone(bundle: Bundle | undefined, { type, facts }: TimelineItem, speech: Speech): string {
  const node = textOf(facts["node"]);
  const step = events.has(type) ? ownTitle(bundle, node, speech) : "";
  const outcome = step && outcomeTitle(bundle, node, textOf(facts["outcome"]), speech.locale);
  if (!step) return "";
  return outcome ? speech.t("event.step.outcome", { step, outcome }) : speech.t("event.step", { step });
}

/** That a step is a control point, and which role answers for it; empty for all others. */
export function controlWords(bundle: Bundle | undefined, node: string, { t, word }: Speech): string {
  const role = accountableOf(bundle, node);
  if (role === undefined) return "";
  return role === "" ? t("order.control") : t("order.control.of", { role: word("role", role, "role.unknown") });
}

/** The step that an entry of the timeline tells of; empty for what is no step. */
export const stepOf = ({ type, facts }: TimelineItem) => (events.has(type) ? textOf(facts["node"]) : "");
