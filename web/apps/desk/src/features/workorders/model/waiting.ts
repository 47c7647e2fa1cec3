import type { OfferedAct, OrderRow } from "@gongdan/api/shapes";
import type { Speech } from "@gongdan/i18n/speech";

export interface WaitingWords {
  /** Why the order is here and who acts next. */
  readonly why: string;
  /** How long already; empty where nobody is waited for. */
  readonly since: string;
  /** Whether the reader is the one. */
  readonly mine: boolean;
}

/** Who reads; a robot has no id. */
export interface Reader {
  readonly id: string | null;
  readonly roles: readonly string[];
}

/** A row of the list; a whole order also says which acts the reader is offered. */
interface Row extends Pick<OrderRow, "status" | "waiting"> {
  readonly acts?: readonly Pick<OfferedAct, "act">[];
}

const rest = { suspended: "waits.suspended", archived: "waits.archived", cancelled: "waits.cancelled", merged: "waits.merged" } as const;

function isResting(status: string): status is keyof typeof rest {
  return Object.hasOwn(rest, status);
}

/** Says in words why an order stands in the list and what comes next. */
export function waitingWords(row: Row, reader: Reader, now: Date, { t, word, span, list }: Speech): WaitingWords {
  if (isResting(row.status)) return { why: t(rest[row.status]), since: "", mine: false };
  const { act, role, since, who, others } = row.waiting;
  const verb = word("verb", act, "verb.unknown");
  const ms = now.getTime() - new Date(since).getTime();
  const waited = ms < 60_000 ? t("waits.now") : t("waits.since", { span: span(ms) });
  if (act === "") return { why: t("waits.itself"), since: waited, mine: false };
  const awaited = who ? [who, ...others] : others;
  if (awaited.some((each) => each.id === reader.id)) return { why: t("waits.you", { verb }), since: waited, mine: true };
  if (awaited.length > 0) {
    const name = list(awaited.map((each) => each.name || t("actor.unnamed")));
    return { why: t("waits.person", { name, verb }), since: waited, mine: false };
  }
  if (reader.roles.includes(role)) {
    return { why: t("waits.role.mine", { role: word("role", role, "role.unknown"), verb }), since: waited, mine: true };
  }
  const offered = row.acts?.some((each) => each.act === act) ?? false;
  const why = offered ? t("waits.you", { verb }) : t("waits.role", { role: word("role", role, "role.unknown"), verb });
  return { why, since: waited, mine: offered };
}

export interface DueWords {
  readonly words: string;
  readonly broken: boolean;
}

/** The promise of an order that still runs; undefined where nothing was promised. */
export function dueWords(dueAt: string | null, running: boolean, now: Date, speech: Speech): DueWords | undefined {
  if (!dueAt || !running) return undefined;
  const due = new Date(dueAt);
  const late = now.getTime() - due.getTime();
  if (late <= 0) return { words: speech.t("due.at", { time: speech.clock(due, now) }), broken: false };
  return { words: speech.t("due.over", { span: speech.span(late) }), broken: true };
}
