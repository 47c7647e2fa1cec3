/** Which deeds the page shows. The same words stand in the page's address; days are those of the reader's zone. */
export interface TrailFilter {
  readonly who?: string;
  readonly act?: string;
  readonly kind?: string;
  readonly thing?: string;
  readonly outcome?: Outcome;
  readonly from?: string;
  readonly to?: string;
}

export const outcomes = ["done", "refused", "failed"] as const;
export type Outcome = (typeof outcomes)[number];

/** The kinds of things that deeds are about. */
export const kinds = [
  "order",
  "user",
  "role",
  "unit",
  "apikey",
  "asset",
  "customer",
  "person",
  "webhook",
  "dead_letter",
] as const;

const names = ["who", "act", "kind", "thing", "outcome", "from", "to"] as const;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const word = /^[a-z0-9_.]{1,60}$/;
const date = /^\d{4}-\d{2}-\d{2}$/;

/** Reads the filter of an address; words that mean nothing are left out. */
export function readTrailFilter(search: URLSearchParams): TrailFilter {
  const fitting = (name: (typeof names)[number], form: RegExp) => {
    const value = search.get(name) ?? "";
    return form.test(value) ? { [name]: value } : {};
  };
  const outcome = outcomes.find((each) => each === search.get("outcome"));
  const kind = fitting("kind", word);
  return {
    ...fitting("who", uuid),
    ...fitting("act", word),
    ...kind,
    ...("kind" in kind && fitting("thing", uuid)),
    ...(outcome && { outcome }),
    ...fitting("from", date),
    ...fitting("to", date),
  };
}

/** Writes a filter into an address, in one fixed order. */
export function writeTrailFilter(filter: TrailFilter): URLSearchParams {
  const search = new URLSearchParams();
  for (const name of names) {
    const value = filter[name];
    if (value) search.set(name, value);
  }
  return search;
}

export function isNarrowed(filter: TrailFilter): boolean {
  return names.some((name) => filter[name] !== undefined);
}

/** The moment at which a day begins in a zone; `later` days after it. */
export function dayBegins(day: string, zone: string, later = 0): Date {
  const noon = new Date(`${day}T12:00:00Z`);
  const wanted = Date.UTC(noon.getUTCFullYear(), noon.getUTCMonth(), noon.getUTCDate() + later);
  // twice: where the clock changes between the guess and the midnight, the second look is right
  const once = wanted - offsetAt(new Date(wanted), zone);
  return new Date(wanted - offsetAt(new Date(once), zone));
}

/** How far a zone is ahead of UTC at a moment, in ms. */
function offsetAt(at: Date, zone: string): number {
  const parts = new Intl.DateTimeFormat("en", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(at);
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value);
  const shown = Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"));
  return shown - Math.floor(at.getTime() / 1000) * 1000;
}

/** What the API is asked: the same for the page and for the export. */
export function trailQuestion(filter: TrailFilter, zone: string) {
  const { who, act, kind, thing, outcome, from, to } = filter;
  return {
    ...(who && { actor: who }),
    ...(act && { act }),
    ...(kind && { object_kind: kind }),
    ...(thing && { object_id: thing }),
    ...(outcome && { outcome }),
    ...(from && { since: dayBegins(from, zone).toISOString() }),
    ...(to && { until: dayBegins(to, zone, 1).toISOString() }),
  };
}
