import { browserStore } from "@gongdan/offline/browser-store";

/** A file on its way, as this browser keeps it until it has arrived: a reload does not lose it. */
export interface Kept<Label> {
  readonly key: string;
  readonly scope: string;
  readonly upload: string;
  readonly file: File;
  readonly label: Label;
}

const shelf = browserStore<Kept<unknown>>({ database: "gongdan-uploads", table: "uploads", key: "key", indexes: ["scope"] });

/** Keeps a file until `forget`; false where the browser has no room for it or keeps nothing. */
export function keep(kept: Kept<unknown>): Promise<boolean> {
  return shelf.put(kept);
}

export function forget(key: string): Promise<void> {
  return shelf.drop(key);
}

/** What of a scope (an order) was on its way when the page was left. */
export async function left<Label>(scope: string): Promise<readonly Kept<Label>[]> {
  return (await shelf.all("scope", scope)) as readonly Kept<Label>[];
}

/** Drops everything. */
export function forgetAll(): Promise<void> {
  return shelf.clear();
}
