import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import ts from "typescript";
import { expect, it } from "vitest";

/** Attributes whose text a person sees or hears. */
const spoken = new Set(["title", "alt", "label", "placeholder", "aria-label", "description", "detail", "name"]);
const web = join(import.meta.dirname, "../../..");
const han = /\p{Script=Han}/u;
const letters = /\p{Letter}{2}/u;

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === "node_modules" ? [] : sourcesIn(path);
    return /\.tsx?$/.test(entry.name) && !entry.name.includes(".test.") ? [path] : [];
  });
}

/** The texts that stand in the code itself and would be shown to a person. */
function hardCoded(source: string, fileName: string): string[] {
  const found: string[] = [];
  const look = (node: ts.Node): void => {
    if (ts.isJsxText(node) && letters.test(node.text)) found.push(node.text.trim());
    if (ts.isJsxAttribute(node) && node.initializer && ts.isStringLiteral(node.initializer)) {
      const shown = spoken.has(node.name.getText()) && letters.test(node.initializer.text);
      // `name` of an input is for the machine; only components take it as words.
      const machine = node.name.getText() === "name" && /^[a-z]/.test(node.parent.parent.getText().slice(1));
      if (shown && !machine) found.push(node.initializer.text);
    }
    if (ts.isStringLiteralLike(node) && han.test(node.text)) found.push(node.text);
    ts.forEachChild(node, look);
  };
  look(ts.createSourceFile(fileName, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX));
  return found;
}

it("finds texts that are written into a page", () => {
  expect(hardCoded('<p>Hello <b>you</b></p>', "a.tsx")).toEqual(["Hello", "you"]);
  expect(hardCoded('<input aria-label="Search" name="query" />', "a.tsx")).toEqual(["Search"]);
  expect(hardCoded('const word = "受理";', "a.ts")).toEqual(["受理"]);
  expect(hardCoded('<p className="wide">{t("app.name")} · </p>', "a.tsx")).toEqual([]);
});

it("no page has texts of its own: all stand in texts/<language>", () => {
  const offenders = ["apps", "packages"]
    .flatMap((folder) => sourcesIn(join(web, folder)))
    .filter((path) => !path.endsWith("locales.ts"))
    .flatMap((path) => hardCoded(readFileSync(path, "utf8"), path).map((text) => `${relative(web, path)}: ${text}`));
  expect(offenders).toEqual([]);
});
