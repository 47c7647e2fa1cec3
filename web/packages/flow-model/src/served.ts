import type { Bundle } from "./bundle";
import { type Insertable, insertable } from "./starters";

/** What beyond the kinds of nodes an order can run today (`engines/flow/orders.py`, SERVED); nothing else is offered. */
export const served = { copies: false, directory: false, connectors: false };

/** What may be inserted into a definition: a table only where there is one to ask. */
export function offered(bundle: Bundle): readonly Insertable[] {
  const tables = Object.keys(bundle.tables ?? {}).length > 0;
  return insertable.filter((kind) => (kind !== "connector" || served.connectors) && (kind !== "table" || tables));
}
