/**
 * The colours by role, light and dark: the one source for CSS variables and the antd theme.
 * Colour is for meaning only; `contrast.test.ts` proves AA for each pair that carries text.
 */
export const themes = ["light", "dark"] as const;
export type Theme = (typeof themes)[number];

export interface Roles {
  readonly page: string;
  readonly surface: string;
  readonly sunk: string;
  readonly hover: string;
  readonly chosen: string;
  readonly line: string;
  readonly lineSoft: string;
  readonly lineStrong: string;
  readonly text: string;
  readonly textQuiet: string;
  readonly primary: string;
  readonly primaryHover: string;
  readonly onPrimary: string;
  readonly link: string;
  readonly broken: string;
  readonly brokenSolid: string;
  readonly brokenSoft: string;
  readonly warn: string;
  readonly warnSoft: string;
  readonly good: string;
  readonly goodSoft: string;
  readonly infoSoft: string;
}

export const roles: Readonly<Record<Theme, Roles>> = {
  light: {
    page: "#f4f5f7",
    surface: "#ffffff",
    sunk: "#f8f9fb",
    hover: "#f3f5f9",
    chosen: "#e8f0fd",
    line: "#e4e7ec",
    lineSoft: "#ccd2db",
    lineStrong: "#8b95a5",
    text: "#1a2130",
    textQuiet: "#566072",
    primary: "#0958d9",
    primaryHover: "#0a49b3",
    onPrimary: "#ffffff",
    link: "#0958d9",
    broken: "#b42318",
    brokenSolid: "#b42318",
    brokenSoft: "#fdeceb",
    warn: "#854a00",
    warnSoft: "#fdf3e1",
    good: "#1b6b3a",
    goodSoft: "#e6f4ea",
    infoSoft: "#eaf1fd",
  },
  dark: {
    page: "#101318",
    surface: "#171b22",
    sunk: "#13171d",
    hover: "#1e242d",
    chosen: "#1b2a44",
    line: "#2a313c",
    lineSoft: "#3b4450",
    lineStrong: "#6d7889",
    text: "#e6e9ef",
    textQuiet: "#a3adbc",
    primary: "#0958d9",
    primaryHover: "#0a49b3",
    onPrimary: "#ffffff",
    link: "#7eb0ff",
    broken: "#ff9a90",
    brokenSolid: "#b42318",
    brokenSoft: "#3a1d1c",
    warn: "#f0bd6b",
    warnSoft: "#36280f",
    good: "#86d1a0",
    goodSoft: "#16301f",
    infoSoft: "#17263f",
  },
};
