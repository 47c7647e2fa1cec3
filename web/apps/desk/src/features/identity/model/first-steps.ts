/** What an organisation has already of all that a first order needs. */
export interface Found {
  readonly units: boolean;
  readonly people: boolean;
  readonly definition: boolean;
  readonly asset: boolean;
  readonly order: boolean;
  readonly archived: boolean;
}

export const steps = ["units", "people", "definition", "asset", "order", "archived"] as const;
export type Step = (typeof steps)[number];

/** The steps in their order, done or not, and the next one to take. */
export function progress(found: Found) {
  const done = steps.filter((step) => found[step]);
  const next = steps.find((step) => !found[step]);
  return { done: done.length, of: steps.length, next, ended: next === undefined };
}
