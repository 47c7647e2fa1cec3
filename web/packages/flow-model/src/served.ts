import type { Bundle } from "./bundle";
import { insertable, type Offer } from "./starters";

/** What beyond the kinds of nodes an order can run today (`engines/flow/orders.py`, SERVED); nothing else is offered. */
export const served = { copies: true, directory: true };

/** What may be inserted into a definition: a table only where there is one to ask. */
export function offered(bundle: Bundle): readonly Offer[] {
  const tables = Object.keys(bundle.tables ?? {}).length > 0;
  const kinds: Offer[] = insertable.filter((kind) => kind !== "table" || tables);
  return served.copies ? kinds.toSpliced(kinds.indexOf("countersign") + 1, 0, "copies") : kinds;
}
