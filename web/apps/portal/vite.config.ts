import { defineConfig } from "vite";
import { aliases } from "../../aliases.ts";
import { tokensPlugin } from "../../tools/tokens-plugin.ts";

export default defineConfig({
  base: "/portal/",
  resolve: { alias: aliases },
  plugins: [tokensPlugin()],
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
    target: ["es2020", "chrome87", "safari14"],
  },
  server: { proxy: { "/api": "http://127.0.0.1:8000" } },
});
