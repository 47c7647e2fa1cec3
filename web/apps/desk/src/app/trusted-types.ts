/**
 * The page's policy asks for Trusted Types: no text becomes markup or code by itself. The component
 * library writes its style sheets through `innerHTML`, and so one policy stands between: text
 * without markup passes, everything else throws and is reported. Scripts are never made of text;
 * a worker may come from our own origin alone.
 */
const markup = /<[a-z!/?]/i;

interface Policies {
  createPolicy(
    name: string,
    rules: { createHTML: (text: string) => string; createScriptURL: (url: string) => string },
  ): unknown;
}

export function textWithoutMarkup(text: string): string {
  if (markup.test(text)) throw new TypeError("Markup made of text is refused.");
  return text;
}

export function ownAddress(url: string): string {
  const { origin, href } = new URL(url, document.baseURI);
  if (origin !== location.origin) throw new TypeError("A script of another origin is refused.");
  return href;
}

const { trustedTypes } = globalThis as { trustedTypes?: Policies };
trustedTypes?.createPolicy("default", { createHTML: textWithoutMarkup, createScriptURL: ownAddress });
