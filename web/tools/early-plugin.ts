import type { Plugin } from "vite";

/**
 * Puts an entry of its own before the page's: a small one, that runs while the large one is on its way.
 * (Two scripts of a page would be built into one.) `base` is the path under which the page is served.
 */
export function earlyPlugin(name: string, base: string): Plugin {
  return {
    name: "gongdan-early",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler: (_page, { bundle = {} }) => {
        const chunk = Object.values(bundle).find((each) => each.type === "chunk" && each.isEntry && each.name === name);
        if (!chunk) throw new Error(`nothing was built of ${name}`);
        const attrs = { type: "module", crossorigin: true, src: base + chunk.fileName, nonce: "__CSP_NONCE__" };
        return [{ tag: "script", attrs, injectTo: "head-prepend" }];
      },
    },
  };
}
