import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { aliases } from "../../aliases.ts";
import { compileHint } from "../../tools/compile-hint.ts";
import { tokensPlugin } from "../../tools/tokens-plugin.ts";

/**
 * The kit locks the body's scrolling with a style sheet that carries no nonce, which our policy refuses.
 * The desk's body never scrolls (its panes do), so there is nothing to lock.
 */
function noScrollLock(): Plugin {
  const lock = "\0no-scroll-lock";
  return {
    name: "gongdan-no-scroll-lock",
    enforce: "pre",
    resolveId: (id, importer) => (id === "./useScrollLocker" && importer?.includes("portal") ? lock : undefined),
    load: (id) => (id === lock ? "export default function useScrollLocker() {}" : undefined),
  };
}

export default defineConfig({
  base: "/desk/",
  // one string for the parser instead of a tree of literals: a phone reads it in a third of the time
  json: { stringify: true },
  resolve: { alias: aliases },
  plugins: [react(), tokensPlugin(), noScrollLock()],
  // The server puts a fresh nonce in place of this word, in the page and in its header.
  html: { cspNonce: "__CSP_NONCE__" },
  build: {
    outDir: "../../../src/gongdan/entrypoints/http/static/desk",
    emptyOutDir: true,
    manifest: true,
    // What we bundle is licensed to us under the condition that its notices go along.
    license: { fileName: "licenses.md" },
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2022",
    rolldownOptions: {
      output: {
        ...compileHint("react", "kit", "index", "select", "orders-place"),
        // What changes seldom keeps its name in the browser's cache when the desk changes.
        codeSplitting: {
          groups: [
            { name: "react", test: /node_modules\/(react|react-dom|react-router|scheduler)\// },
            { name: "kit", test: /node_modules\//, tags: ["$initial"] },
            // One file for what every page begins with: each of them costs a slow line its headers.
            { name: "frame", tags: ["$initial"] },
          ],
        },
      },
    },
  },
  server: { proxy: { "/api": "http://127.0.0.1:8000" } },
});
