import type { Theme } from "@gongdan/tokens/roles";
import { useEffect, useState, useSyncExternalStore } from "react";
import { remembered } from "./remembered";

export const themeChoices = ["system", "light", "dark"] as const;
export type ThemeChoice = (typeof themeChoices)[number];

const kept = remembered("theme", themeChoices);
const dark = matchMedia("(prefers-color-scheme: dark)");

function watchSystem(changed: () => void): () => void {
  dark.addEventListener("change", changed);
  return () => {
    dark.removeEventListener("change", changed);
  };
}

export interface ThemeState {
  readonly choice: ThemeChoice;
  readonly theme: Theme;
  readonly choose: (choice: ThemeChoice) => void;
}

/** The chosen appearance and what it comes to now; writes `data-theme` on the root. */
export function useTheme(): ThemeState {
  const [choice, setChoice] = useState<ThemeChoice>(() => kept.read() ?? "system");
  const systemIsDark = useSyncExternalStore(watchSystem, () => dark.matches);
  const theme = choice === "system" ? (systemIsDark ? "dark" : "light") : choice;
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  return {
    choice,
    theme,
    choose(next) {
      kept.keep(next);
      setChoice(next);
    },
  };
}
