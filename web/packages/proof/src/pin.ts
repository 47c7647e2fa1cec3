/** Where a browser keeps which key it met first; local storage, or a map in tests. */
export interface PinStore {
  readonly getItem: (name: string) => string | null;
  readonly setItem: (name: string, value: string) => void;
}

/** Whether a key is met for the first time, is the one met before, or is another one. */
export type Pinned = "first" | "same" | "changed";

const nameOf = (tenant: string) => `gongdan.log-key.${tenant}`;

/** The fingerprint that this browser trusts for a tenant's log, "" before the first check. */
export function pinnedKey(store: PinStore, tenant: string): string {
  try {
    return store.getItem(nameOf(tenant)) ?? "";
  } catch {
    return "";
  }
}

/** Trusts a key from now on: at the first meeting, or when a person says that its change is right. */
export function pinKey(store: PinStore, tenant: string, fingerprint: string): void {
  try {
    store.setItem(nameOf(tenant), fingerprint);
  } catch {
    // a closed storage forgets: the key is met for the first time once more
  }
}

/** Holds a key against the one met first; a new one is kept, another one is not. */
export function meetKey(store: PinStore, tenant: string, fingerprint: string): Pinned {
  const known = pinnedKey(store, tenant);
  if (known === fingerprint) return "same";
  if (known) return "changed";
  pinKey(store, tenant, fingerprint);
  return "first";
}

/** A fingerprint in groups of four, to be read aloud and compared. */
export function readable(fingerprint: string): string {
  return (fingerprint.match(/.{1,4}/g) ?? []).join(" ");
}
