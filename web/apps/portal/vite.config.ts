import { defineConfig } from "vite";
import { aliases } from "../../aliases.ts";
import { compileHint } from "../../tools/compile-hint.ts";
import { earlyPlugin } from "../../tools/early-plugin.ts";
import { tokensPlugin } from "../../tools/tokens-plugin.ts";

const base = "/portal/";

export default defineConfig({
  base,
  // one string for the parser instead of a tree of literals: a phone reads it in a third of the time
  json: { stringify: true },
  resolve: { alias: aliases },
  plugins: [tokensPlugin(), earlyPlugin("early", base)],
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  // The server puts a fresh nonce in place of this word, in the page and in its header.
  html: { cspNonce: "__CSP_NONCE__" },
  build: {
    outDir: "../../../src/gongdan/entrypoints/http/static/portal",
    emptyOutDir: true,
    manifest: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Web views of chat programs lag behind: nothing newer than what Chromium 87 understands.
    rolldownOptions: {
      input: { index: "index.html", early: "src/app/early.ts" },
      output: compileHint("index", "early", "locale"),
    },
    target: ["es2020", "chrome87", "safari14"],
  },
  server: { proxy: { "/api": "http://127.0.0.1:8000" } },
});
