import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { aliases } from "../../aliases.ts";
import { tokensCss } from "../../packages/tokens/src/css.ts";

const tokens = "virtual:tokens.css";

/** Serves the one source of colours and measures as a style sheet. */
function tokensPlugin(): Plugin {
  return {
    name: "gongdan-tokens",
    resolveId: (id) => (id === tokens ? `\0${tokens}` : undefined),
    load: (id) => (id === `\0${tokens}` ? tokensCss() : undefined),
  };
}

export default defineConfig({
  base: "/desk/",
  resolve: { alias: aliases },
  plugins: [react(), tokensPlugin()],
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
        // What changes seldom keeps its name in the browser's cache when the desk changes.
        codeSplitting: {
          groups: [
            { name: "react", test: /node_modules\/(react|react-dom|react-router|scheduler)\// },
          ],
        },
      },
    },
  },
  server: { proxy: { "/api": "http://127.0.0.1:8000" } },
});
