import type { Theme } from "./roles";

/** The five stages in their order; the same five constants as on the server. */
export const stages = ["report", "accept", "execute", "verify", "archive"] as const;
export type Stage = (typeof stages)[number];

/** The ink and the soft ground of a stage; never used without its icon and word. */
export interface StageHue {
  readonly ink: string;
  readonly soft: string;
}

export const stageHues: Readonly<Record<Theme, Readonly<Record<Stage, StageHue>>>> = {
  light: {
    report: { ink: "#42597a", soft: "#e9eef5" },
    accept: { ink: "#4338ca", soft: "#ececfd" },
    execute: { ink: "#8a4b00", soft: "#fdf1dc" },
    verify: { ink: "#0b6660", soft: "#def4f1" },
    archive: { ink: "#4a6350", soft: "#e9f0ea" },
  },
  dark: {
    report: { ink: "#a9bdd9", soft: "#212b3a" },
    accept: { ink: "#b5b9ff", soft: "#27284b" },
    execute: { ink: "#f0bd6b", soft: "#39290f" },
    verify: { ink: "#6fd4c8", soft: "#113533" },
    archive: { ink: "#abc4b0", soft: "#232f26" },
  },
};

/** Icon outlines on a 16 by 16 field, stroked with the current colour. */
export const stageIcons: Readonly<Record<Stage, string>> = {
  report: "M3 2.5h6.5L13 6v7.5H3zM9.5 2.5V6H13M5.5 8.5h5M5.5 11h3",
  accept: "M2 9.5h3.2l1.2 2h3.2l1.2-2H14M2 9.5v4h12v-4L12 7M2 9.5 4 7M8 1.8v5.4M5.8 5.2 8 7.4l2.2-2.2",
  execute: "M13.6 4.2a3.4 3.4 0 0 1-4.7 4l-5 5a1.5 1.5 0 0 1-2.1-2.1l5-5a3.4 3.4 0 0 1 4-4.7L8.9 3.3l.4 2.4 2.4.4z",
  verify: "M8 1.6 13.4 3.6v4c0 3.2-2.2 5.7-5.4 6.8-3.2-1.1-5.4-3.6-5.4-6.8v-4zM5.6 7.9l1.7 1.7 3.2-3.4",
  archive: "M2 2.8h12v3H2zM3 5.8v7.4h10V5.8M6.2 8.4h3.6",
};

export function isStage(value: string): value is Stage {
  return (stages as readonly string[]).includes(value);
}
