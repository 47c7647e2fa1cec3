import { recall, remember } from "./remembered";

const themes = ["system", "light", "dark"] as const;
export type ThemeChoice = (typeof themes)[number];

/** The appearance chosen here before, else the system's. */
export function firstTheme(): ThemeChoice {
  const kept = recall("theme");
  return themes.find((each) => each === kept) ?? "system";
}

/** Shows an appearance, and remembers it where the browser remembers anything. */
export function showTheme(choice: ThemeChoice, keep = false): void {
  if (keep) remember("theme", choice);
  if (choice === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = choice;
}

/** Whether the page is dark as it stands. */
export function isDark(choice: ThemeChoice): boolean {
  return choice === "dark" || (choice === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
}
