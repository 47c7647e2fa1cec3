// Prints what a first visit of the desk loads, gzip, and fails above the limit of the design (320 KB).
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const limit = 320;
const built = fileURLToPath(new URL("../../src/gongdan/entrypoints/http/static/desk/", import.meta.url));
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
  return [...files].reduce((sum, file) => sum + kilobytes(file), 0);
}

const shell = filesOf("index.html");
const pages = Object.keys(manifest).filter((key) => manifest[key].isDynamicEntry);
const first = sizeOf(shell) + kilobytes("index.html");
console.log(`shell (log-in): ${first.toFixed(1)} KB gzip`);
let most = first;
for (const page of pages) {
  const whole = sizeOf(new Set([...shell, ...filesOf(page)])) + kilobytes("index.html");
  console.log(`with ${manifest[page].name ?? page}: ${whole.toFixed(1)} KB gzip`);
  most = Math.max(most, whole);
}
console.log(`first load at most ${most.toFixed(1)} KB of ${limit} KB`);
if (most > limit) process.exit(1);
