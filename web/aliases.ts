import { fileURLToPath } from "node:url";

/** `@gongdan/<package>/<file>` is the source file of that package: no barrels, no build step in between. */
export const aliases = [
  { find: /^@gongdan\/([a-z0-9-]+)\/(.+)$/, replacement: `${fileURLToPath(new URL("./packages", import.meta.url))}/$1/src/$2` },
];
