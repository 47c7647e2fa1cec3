/** One thing that a change alters: its name, and how it was and will be (a list: which entries come and go). */
export interface Difference {
  readonly label: string;
  readonly before: string | readonly string[];
  readonly after: string | readonly string[];
}

function same(one: string | readonly string[], other: string | readonly string[]): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The named values that differ between two states of a thing, in the order in which they are named. */
export function differences(all: readonly Difference[]): readonly Difference[] {
  return all.filter(({ before, after }) => !same(before, after));
}

/** What a list loses and gains. */
export function comings(before: readonly string[], after: readonly string[]) {
  return {
    gone: before.filter((each) => !after.includes(each)),
    come: after.filter((each) => !before.includes(each)),
  };
}
