/** A choice of this browser, kept in local storage; a closed storage only forgets. */
export interface Remembered<Choice extends string> {
  readonly read: () => Choice | undefined;
  readonly keep: (choice: Choice) => void;
}

export function remembered<Choice extends string>(name: string, choices: readonly Choice[]): Remembered<Choice> {
  const key = `gongdan.${name}`;
  return {
    read() {
      try {
        const kept = localStorage.getItem(key);
        return choices.find((choice) => choice === kept);
      } catch {
        return undefined;
      }
    },
    keep(choice) {
      try {
        localStorage.setItem(key, choice);
      } catch {
        // Private windows may refuse; the choice then lasts as long as the page.
      }
    },
  };
}
