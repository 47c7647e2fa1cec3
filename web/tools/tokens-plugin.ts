import type { Plugin } from "vite";
import { tokensCss } from "../packages/tokens/src/css.ts";

const tokens = "virtual:tokens.css";

/** Serves the one source of colours and measures as a style sheet. */
export function tokensPlugin(): Plugin {
  return {
    name: "gongdan-tokens",
    resolveId: (id) => (id === tokens ? `\0${tokens}` : undefined),
    load: (id) => (id === `\0${tokens}` ? tokensCss() : undefined),
  };
}
