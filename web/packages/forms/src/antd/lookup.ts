import { createContext, useContext } from "react";

/** Something that a field can point at: its name, and what tells it from others of that name. */
export interface Looked {
  readonly id: string;
  readonly name: string;
  readonly beside: string;
}

/** Finds what fields point at (`user`, `unit`, `order`, `asset`, `customer`); the app says how. */
export interface Lookup {
  /** Whether things of this kind can be looked up here. */
  readonly knows: (kind: string) => boolean;
  readonly find: (kind: string, words: string, signal: AbortSignal) => Promise<readonly Looked[]>;
  readonly named: (kind: string, id: string, signal: AbortSignal) => Promise<string>;
}

const closed: Lookup = { knows: () => false, find: () => Promise.resolve([]), named: (_, id) => Promise.resolve(id) };

const Given = createContext<Lookup>(closed);

export const LookupGiven = Given.Provider;

export const useLookup = () => useContext(Given);
