import type { OrderQuery } from "@gongdan/api/shapes";
import { isStage } from "@gongdan/tokens/stages";

/** What the list shows. The same words in the page's address and in the API's query. */
export interface OrderFilter {
  readonly stage?: string;
  readonly status?: string;
  readonly assignee?: "me";
  readonly urgency?: 1 | 2 | 3 | 4;
  readonly q?: string;
  /** What or whom the orders are about, and who has them in hand: reached from its own page. */
  readonly asset?: string;
  readonly customer?: string;
  readonly holder?: string;
}

export const statuses = ["open", "suspended", "archived", "cancelled", "merged"] as const;
export const urgencies = [1, 2, 3, 4] as const;
export const filterNames = ["stage", "status", "assignee", "urgency", "q", "asset", "customer", "holder"] as const;
/** The parts of a filter that name one thing by its id. */
export const aboutNames = ["asset", "customer", "holder"] as const;
const isId = (text: string) => /^[0-9a-f-]{36}$/i.test(text);

/** Reads the filter of an address; words that mean nothing are left out. */
export function readFilter(search: URLSearchParams): OrderFilter {
  const stage = search.get("stage") ?? "";
  const status = search.get("status") ?? "";
  const urgency = urgencies.find((each) => String(each) === search.get("urgency"));
  const q = (search.get("q") ?? "").trim().slice(0, 200);
  return {
    ...(isStage(stage) && { stage }),
    ...((statuses as readonly string[]).includes(status) && { status }),
    ...(search.get("assignee") === "me" && { assignee: "me" as const }),
    ...(urgency && { urgency }),
    ...(q && { q }),
    ...Object.fromEntries(aboutNames.flatMap((name) => (isId(search.get(name) ?? "") ? [[name, search.get(name)] as const] : []))),
  };
}

/** Writes a filter into an address, in one fixed order. */
export function writeFilter(filter: OrderFilter): URLSearchParams {
  const search = new URLSearchParams();
  for (const name of filterNames) {
    const value = filter[name];
    if (value !== undefined && value !== "") search.set(name, String(value));
  }
  return search;
}

/** The address of a page under a filter. */
export function pathWith(path: string, filter: OrderFilter): string {
  const words = writeFilter(filter).toString();
  return words ? `${path}?${words}` : path;
}

export function toQuery(filter: OrderFilter): OrderQuery {
  return JSON.parse(JSON.stringify(filter)) as OrderQuery;
}

export function isFiltered(filter: OrderFilter): boolean {
  return filterNames.some((name) => filter[name] !== undefined);
}
