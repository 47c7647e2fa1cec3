// The forms' judgement as pages run it, for a test that compares it with the server's: JSON lines in
// ({ schema, ui, cases: [{ given, context }] }), JSON lines out (one list of verdicts for each form).
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { build } from "vite";

const web = new URL("..", import.meta.url).pathname;
const core = join(web, "packages/forms/src/core");
const folder = mkdtempSync(join(web, "node_modules/.judge-"));

async function bundled() {
  const entry = join(folder, "entry.ts");
  const modules = ["judged-form", "judge", "load-feel"].map((name) => `export * from ${JSON.stringify(join(core, name))};`);
  writeFileSync(entry, modules.join("\n"));
  const options = { configFile: false, logLevel: "silent", root: web };
  await build({ ...options, ssr: { noExternal: true }, build: { ssr: entry, outDir: folder, emptyOutDir: false, rollupOptions: { output: { entryFileNames: "core.mjs" } } } });
  return import(join(folder, "core.mjs"));
}

try {
  const { judgedForm, judge, languageOf } = await bundled();
  for await (const line of createInterface({ input: process.stdin })) {
    const { schema, ui, cases } = JSON.parse(line);
    const form = judgedForm({ schema, ui });
    const language = await languageOf(form);
    const verdicts = cases.map(({ given, context }) => {
      const { values, hidden, required, locked, issues } = judge(form, given, context, language);
      return { values, hidden: [...hidden].sort(), required: [...required].sort(), locked: [...locked].sort(), issues: issues.map(({ pointer, code }) => `${pointer} ${code}`) };
    });
    process.stdout.write(`${JSON.stringify(verdicts)}\n`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
