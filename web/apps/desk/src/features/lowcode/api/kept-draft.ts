import type { Bundle } from "@gongdan/flow-model/bundle";
import { browserStore } from "@gongdan/offline/browser-store";

/** A draft that the server does not have yet, as this browser keeps it: a crash or a closed window loses nothing. */
export interface KeptDraft {
  readonly bundle: Bundle;
  /** What it was made from. */
  readonly base: Bundle;
  readonly edition: number;
}

const drafts = browserStore<KeptDraft>({ database: "gongdan-drafts", table: "drafts" });

/** Each reader keeps his own drafts; `of` is the definition's key. */
export const keptName = (tenant: string, reader: string, of: string) => `${tenant} ${reader} ${of}`;

/** Keeps a draft until it is saved; false where the browser keeps nothing. */
export const keepDraftHere = (name: string, kept: KeptDraft): Promise<boolean> => drafts.put(kept, name);

export const keptDraft = (name: string): Promise<KeptDraft | undefined> => drafts.get(name);

export const forgetDraft = (name: string): Promise<void> => drafts.drop(name);
