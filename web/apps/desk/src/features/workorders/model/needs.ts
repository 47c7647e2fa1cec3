import type { OrderDetail } from "@gongdan/api/shapes";
import { momentOf, wallTime } from "@gongdan/forms/core/wall-time";

export type Needs = OrderDetail["beside"]["needs"];

/** What the work takes as it is written; the times are those of a wall clock. */
export interface NeedsDraft {
  readonly day: string;
  readonly from: string;
  readonly till: string;
  readonly minutes: string;
  readonly tools: readonly string[];
  readonly parts: readonly PartDraft[];
}

export interface PartDraft {
  readonly code: string;
  readonly amount: string;
}

const noTime = { day: "", from: "", till: "" };
export const newPart: PartDraft = { code: "", amount: "1" };

/** What stands now, to be changed. */
export function draftOf({ appointment, minutes, tools, parts }: Needs, zone: string): NeedsDraft {
  const times = appointment ? timesOf(wallTime(new Date(appointment.begins), zone), wallTime(new Date(appointment.ends), zone)) : noTime;
  return { ...times, minutes: minutes === null ? "" : String(minutes), tools, parts };
}

function timesOf(begins: string, ends: string) {
  return { day: begins.slice(0, 10), from: begins.slice(11), till: ends.slice(11) };
}

/** The draft without an appointment. */
export function withoutTime(draft: NeedsDraft): NeedsDraft {
  return { ...draft, ...noTime };
}

/** Whether day and times are all there, or none of them. */
export function isWhole({ day, from, till }: NeedsDraft): boolean {
  const given = [day, from, till].filter((each) => each !== "").length;
  return given === 0 || given === 3;
}

type Body = Readonly<Record<string, unknown>>;

/** The request body: only what was changed. */
export function needsBody(before: NeedsDraft, draft: NeedsDraft, zone: string): Body {
  const changed: Record<string, unknown> = {};
  if (["day", "from", "till"].some((name) => draft[name as "day"] !== before[name as "day"])) changed["appointment"] = appointmentOf(draft, zone);
  if (draft.minutes.trim() !== before.minutes) changed["minutes"] = draft.minutes.trim() === "" ? null : Number(draft.minutes);
  if (JSON.stringify(draft.tools) !== JSON.stringify(before.tools)) changed["tools"] = draft.tools;
  const parts = draft.parts.filter(({ code }) => code.trim() !== "");
  if (JSON.stringify(parts) !== JSON.stringify(before.parts)) changed["parts"] = parts.map(({ code, amount }) => ({ code: code.trim(), amount: amount.trim() || "1" }));
  return changed;
}

function appointmentOf({ day, from, till }: NeedsDraft, zone: string): Body | null {
  const [begins, ends] = [momentOf(`${day}T${from}`, zone), momentOf(`${day}T${till}`, zone)];
  return begins && ends ? { begins: begins.toISOString(), ends: ends.toISOString() } : null;
}
