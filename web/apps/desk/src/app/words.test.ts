import { readFileSync, readdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import ts from "typescript";
import { expect, it } from "vitest";

const here = import.meta.dirname;
const packages = resolve(here, "../../../../packages");
const texts = join(packages, "i18n/src/texts/en");

/** The areas in which each text stands: in one, or with the same words in several. */
const areasOf = new Map<string, readonly string[]>();
for (const file of readdirSync(texts)) {
  const words = JSON.parse(readFileSync(join(texts, file), "utf8")) as Record<string, string>;
  for (const key of Object.keys(words)) areasOf.set(key, [...(areasOf.get(key) ?? []), file.replace(".json", "")]);
}

function sourceOf(name: string, from: string): string | undefined {
  const inPackage = /^@gongdan\/([a-z0-9-]+)\/(.+)$/.exec(name);
  const path = inPackage ? join(packages, inPackage[1] ?? "", "src", inPackage[2] ?? "") : resolve(dirname(from), name);
  if (!inPackage && !name.startsWith(".")) return undefined;
  return [".tsx", ".ts"].map((ending) => path + ending).find((each) => ts.sys.fileExists(each));
}

const trees = new Map<string, ts.SourceFile>();

function treeOf(file: string): ts.SourceFile {
  const known = trees.get(file);
  if (known) return known;
  const tree = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  trees.set(file, tree);
  return tree;
}

/** All source files that come with one, but for those that come later by themselves. */
function graph(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const each of treeOf(file).statements) {
    if (!ts.isImportDeclaration(each) || !ts.isStringLiteral(each.moduleSpecifier)) continue;
    const next = sourceOf(each.moduleSpecifier.text, file);
    if (next) graph(next, seen);
  }
  return seen;
}

const said = new Map<string, ReadonlySet<string>>();

/** The texts that a file may say: whole keys, and the beginnings of keys made on the way. */
function keysIn(file: string): ReadonlySet<string> {
  const known = said.get(file);
  if (known) return known;
  const found = new Set<string>();
  said.set(file, found);
  const look = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) && !ts.isImportDeclaration(node.parent)) {
      if (areasOf.has(node.text)) found.add(node.text);
    }
    if (ts.isTemplateExpression(node) && node.head.text.includes(".")) {
      for (const key of areasOf.keys()) if (key.startsWith(node.head.text)) found.add(key);
    }
    ts.forEachChild(node, look);
  };
  look(treeOf(file));
  return found;
}

/** The texts that a page may say though none of their areas is fetched with it. */
function notFetched(source: string, areas: readonly string[]): readonly string[] {
  const keys = new Set([...graph(source)].flatMap((each) => [...keysIn(each)]));
  return [...keys].filter((key) => !areasOf.get(key)?.some((area) => areas.includes(area)));
}

const shellAreas = ["common", "forms", "identity", "parts"];
const places = readFileSync(join(here, "places.ts"), "utf8");
const panels = readFileSync(join(here, "order-panels.ts"), "utf8");
const pages = [...(places + panels).matchAll(/(?:page|panel)\(\[([^\]]*)\],[^"]*import\("([^"]+)"\)/g)].map(([, areas = "", file = ""]) => {
  return [file, areas.replace(/[" ]/g, "").split(",").filter(Boolean)] as const;
});

it("knows every page of places.ts", () => {
  const own = [...places.matchAll(/^ {4}\.\.\.page\(/gm)].length + [...panels.matchAll(/Panel: panel\(/g)].length;
  expect(pages.length).toBe(own);
});

/** Parts that come later by themselves, with no words of their own: what stood before them has fetched these. */
const parts = "../features/workorders/components/list";
const later = [
  ...["./order-place", `${parts}/row-form`, `${parts}/bulk-bar`, `${parts}/export-menu`].map((file) => [file, ["orders"]] as const),
  ...[`${parts}/view-form`, `${parts}/view-menu`].map((file) => [file, []] as const),
];

it.each([...pages, ...later])("%s fetches the words of all that it may say", (file, areas) => {
  const source = sourceOf(file, join(here, "places.ts")) ?? "";
  expect(notFetched(source, [...areas, ...shellAreas])).toEqual([]);
});

it("the frame says only what is there on every page", () => {
  expect(notFetched(join(here, "main.tsx"), shellAreas)).toEqual([]);
});
