/** What a new order type begins with. */
export type Origin =
  | { readonly kind: "template"; readonly key: string }
  | { readonly kind: "plain" }
  | { readonly kind: "copy"; readonly key: string; readonly version: number };

/** A name for an origin that no other has. */
export const originName = (origin: Origin): string => ("key" in origin ? `${origin.kind} ${origin.key}` : origin.kind);

/** What is asked of the server: the name stands in both languages until somebody translates it. */
export function wishFor(origin: Origin, name: string, key: string) {
  const wish = { title: { zh: name, en: name }, ...(key !== "" && { key }) };
  switch (origin.kind) {
    case "template":
      return { ...wish, template: origin.key };
    case "plain":
      return wish;
    case "copy":
      return { ...wish, copy_of: { key: origin.key, version: origin.version } };
  }
}
