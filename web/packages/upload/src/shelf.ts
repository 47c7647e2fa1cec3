/** A file on its way, as this browser keeps it until it has arrived: a reload does not lose it. */
export interface Kept<Label> {
  readonly key: string;
  readonly scope: string;
  readonly upload: string;
  readonly file: File;
  readonly label: Label;
}

const STORE = "uploads";

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("gongdan-uploads", 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(STORE, { keyPath: "key" }).createIndex("scope", "scope");
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

/** Keeps a file until `forget`; false where the browser has no room for it or keeps nothing. */
export function keep<Label>(kept: Kept<Label>): Promise<boolean> {
  return within("readwrite", (store) => store.put(kept)).then(
    () => true,
    () => false,
  );
}

export async function forget(key: string): Promise<void> {
  await within("readwrite", (store) => store.delete(key)).catch(() => undefined);
}

/** What of a scope (an order) was on its way when the page was left. */
export function left<Label>(scope: string): Promise<Kept<Label>[]> {
  return within<Kept<Label>[]>("readonly", (store) => store.index("scope").getAll(scope) as IDBRequest<Kept<Label>[]>).catch(() => []);
}

/** Drops everything: for signing out, so that the next person finds nothing. */
export async function forgetAll(): Promise<void> {
  await within("readwrite", (store) => store.clear()).catch(() => undefined);
}
