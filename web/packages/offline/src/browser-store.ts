/**
 * One table of this browser's own database: what is kept there outlives a reload, a crash and a closed window.
 * A browser that keeps nothing (a private window, a full disk) is no fault: then nothing was kept, and nothing is found.
 */
export interface BrowserStore<Kept> {
  /** Keeps a thing, under the key that it holds or the one that is given; false where nothing was kept. */
  readonly put: (kept: Kept, key?: string) => Promise<boolean>;
  readonly get: (key: string) => Promise<Kept | undefined>;
  /** Everything with this value in an index. */
  readonly all: (index: string, value: string) => Promise<readonly Kept[]>;
  readonly drop: (key: string) => Promise<void>;
  readonly clear: () => Promise<void>;
}

interface Shape {
  readonly database: string;
  readonly table: string;
  /** The member that is the key; without, each thing is kept under a key of its own. */
  readonly key?: string;
  readonly indexes?: readonly string[];
}

/** Opens the table with each use, and lets go of it: a newer page is never kept waiting by an older one. */
export function browserStore<Kept>({ database, table, key, indexes = [] }: Shape): BrowserStore<Kept> {
  const open = () =>
    new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(database, 1);
      request.onupgradeneeded = () => {
        const made = request.result.createObjectStore(table, key === undefined ? undefined : { keyPath: key });
        for (const index of indexes) made.createIndex(index, index);
      };
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error("no store"));
    });
  async function within<Value>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<Value>): Promise<Value> {
    const opened = await open();
    try {
      return await new Promise<Value>((resolve, reject) => {
        const request = act(opened.transaction(table, mode).objectStore(table));
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error("no store"));
      });
    } finally {
      opened.close();
    }
  }
  function done(act: (store: IDBObjectStore) => IDBRequest): Promise<boolean> {
    return within("readwrite", act).then(
      () => true,
      () => false,
    );
  }
  return {
    put: (kept, own) => done((store) => store.put(kept, own)),
    get: (own) => within("readonly", (store) => store.get(own) as IDBRequest<Kept | undefined>).catch(() => undefined),
    all: (index, value) => within("readonly", (store) => store.index(index).getAll(value) as IDBRequest<Kept[]>).catch(() => []),
    drop: async (own) => {
      await done((store) => store.delete(own));
    },
    clear: async () => {
      await done((store) => store.clear());
    },
  };
}
