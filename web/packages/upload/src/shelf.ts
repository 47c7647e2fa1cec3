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
export const keep = <Label>(kept: Kept<Label>): Promise<boolean> => shelf.put(kept);

export const forget = (key: string): Promise<void> => shelf.drop(key);

/** What of a scope (an order) was on its way when the page was left. */
export const left = <Label>(scope: string): Promise<readonly Kept<Label>[]> => shelf.all("scope", scope) as Promise<readonly Kept<Label>[]>;

/** Drops everything: for signing out, so that the next person finds nothing. */
export const forgetAll = (): Promise<void> => shelf.clear();
