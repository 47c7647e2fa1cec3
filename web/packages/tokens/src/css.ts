import { fontFamily, fontFamilyCode, motion, radius, space } from "./measure";
import { roles, type Theme } from "./roles";
import { stageHues, stages } from "./stages";

const dashed = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function declarations(theme: Theme): string {
  const colours = Object.entries(roles[theme]).map(([name, value]) => `--${dashed(name)}:${value}`);
  const hues = stages.flatMap((stage) => [
    `--stage-${stage}-ink:${stageHues[theme][stage].ink}`,
    `--stage-${stage}-soft:${stageHues[theme][stage].soft}`,
  ]);
  return [`color-scheme:${theme}`, ...colours, ...hues].join(";");
}

function measures(): string {
  const spaces = Object.entries(space).map(([name, px]) => `--space-${name}:${px}px`);
  return [
    ...spaces,
    `--radius:${radius}px`,
    `--font:${fontFamily}`,
    `--font-code:${fontFamilyCode}`,
    `--quick:${motion.quick}ms`,
    `--calm:${motion.calm}ms`,
  ].join(";");
}

/** The style sheet of all tokens: the system's theme, unless `data-theme` on the root says otherwise. */
export function tokensCss(): string {
  return [
    `:root{${measures()}}`,
    `:root{${declarations("light")}}`,
    `@media (prefers-color-scheme:dark){:root:not([data-theme=light]){${declarations("dark")}}}`,
    `:root[data-theme=dark]{${declarations("dark")}}`,
    `@media (prefers-reduced-motion:reduce){:root{--quick:0ms;--calm:0ms}}`,
  ].join("\n");
}
