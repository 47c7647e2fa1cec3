// Prints what a first visit loads, gzip, and fails above the limits of the design: desk 320 KB, portal 60 KB.
// What is opened inside a page that stands already may add so much to it: a drawing 150 KB; the language of rules,
// which comes behind a form that has some, 65 KB.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const limits = { desk: 320, portal: 60 };
const later = { "flow-canvas": 150, feel: 65 };

function heaviest(app) {
  const built = fileURLToPath(new URL(`../../src/gongdan/entrypoints/http/static/${app}/`, import.meta.url));
  const manifest = JSON.parse(readFileSync(join(built, ".vite/manifest.json"), "utf8"));
  const kilobytes = (file) => gzipSync(readFileSync(join(built, file)), { level: 9 }).length / 1024;

  function filesOf(key, seen = new Set()) {
    if (seen.has(key)) return seen;
    seen.add(key);
    for (const each of manifest[key].imports ?? []) filesOf(each, seen);
    return seen;
  }
  function sizeOf(keys) {
    const files = new Set([...keys].flatMap((key) => [manifest[key].file, ...(manifest[key].css ?? [])]));
    return [...files].reduce((sum, file) => sum + kilobytes(file), kilobytes("index.html"));
  }

  const shell = filesOf("index.html");
  const pages = Object.keys(manifest).filter((key) => manifest[key].isDynamicEntry);
  const first = sizeOf(shell);
  console.log(`${app} shell: ${first.toFixed(1)} KB gzip`);
  for (const inner of pages.filter((page) => manifest[page].name in later)) {
    const { name } = manifest[inner];
    const host = pages.find((page) => manifest[page].dynamicImports?.includes(inner)) ?? "index.html";
    const standing = new Set([...shell, ...filesOf(host)]);
    const own = sizeOf(new Set([...standing, ...filesOf(inner)])) - sizeOf(standing);
    console.log(`${app}, inside a page ${name}: ${own.toFixed(1)} KB of ${later[name]} KB`);
    if (own > later[name]) process.exitCode = 1;
  }
  const whole = pages.filter((page) => !(manifest[page].name in later)).map((page) => {
    const size = sizeOf(new Set([...shell, ...filesOf(page)]));
    console.log(`${app} with ${manifest[page].name ?? page}: ${size.toFixed(1)} KB gzip`);
    return size;
  });
  return Math.max(first, ...whole);
}

for (const [app, limit] of Object.entries(limits)) {
  const most = heaviest(app);
  console.log(`${app}: first load at most ${most.toFixed(1)} KB of ${limit} KB`);
  if (most > limit) process.exitCode = 1;
}
