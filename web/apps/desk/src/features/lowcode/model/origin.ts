import type { Words } from "@gongdan/flow-model/words";

/** What a new order type begins with. */
export type Origin =
  | { readonly kind: "template"; readonly key: string }
  | { readonly kind: "plain" }
  | { readonly kind: "copy"; readonly key: string; readonly version: number };

/** A name for an origin that no other has. */
export const originName = (origin: Origin): string => ("key" in origin ? `${origin.kind} ${origin.key}` : origin.kind);

/** A name that somebody typed stands in both languages until he translates it. */
export const inBoth = (name: string): Words => ({ zh: name, en: name });

/** What is asked of the server. */
export function wishFor(origin: Origin, title: Words, key: string) {
  const wish = { title, ...(key !== "" && { key }) };
  switch (origin.kind) {
    case "template":
      return { ...wish, template: origin.key };
    case "plain":
      return wish;
    case "copy":
      return { ...wish, copy_of: { key: origin.key, version: origin.version } };
  }
}
