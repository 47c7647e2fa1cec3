import type { Bundle } from "@gongdan/flow-model/bundle";

/** A draft that the server does not have yet, as this browser keeps it: a crash or a closed window loses nothing. */
export interface KeptDraft {
  readonly bundle: Bundle;
  /** What it was made from. */
  readonly base: Bundle;
  readonly edition: number;
}

const STORE = "drafts";

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("gongdan-drafts", 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(STORE);
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("no store"));
  });
}

async function within<Value>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<Value>): Promise<Value> {
  const database = await open();
  try {
    return await new Promise<Value>((resolve, reject) => {
      const request = act(database.transaction(STORE, mode).objectStore(STORE));
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error("no store"));
    });
  } finally {
    database.close();
  }
}

/** Each reader keeps his own drafts; `of` is the definition's key. */
export const keptName = (tenant: string, reader: string, of: string) => `${tenant} ${reader} ${of}`;

/** Keeps a draft until it is saved; false where the browser keeps nothing. */
export function keepDraftHere(name: string, kept: KeptDraft): Promise<boolean> {
  return within("readwrite", (store) => store.put(kept, name)).then(
    () => true,
    () => false,
  );
}

export function keptDraft(name: string): Promise<KeptDraft | undefined> {
  return within<KeptDraft | undefined>("readonly", (store) => store.get(name) as IDBRequest<KeptDraft | undefined>).catch(() => undefined);
}

export async function forgetDraft(name: string): Promise<void> {
  await within("readwrite", (store) => store.delete(name)).catch(() => undefined);
}
