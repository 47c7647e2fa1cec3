// Lays a gzip beside each built file that gains by it, so that the server never compresses while it answers.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

for (const app of ["desk", "portal"]) {
  const assets = fileURLToPath(new URL(`../../src/gongdan/entrypoints/http/static/${app}/assets/`, import.meta.url));
  for (const name of readdirSync(assets)) {
    const plain = readFileSync(join(assets, name));
    const zipped = gzipSync(plain, { level: 9 });
    if (zipped.length < plain.length * 0.9) writeFileSync(join(assets, `${name}.gz`), zipped);
  }
}
