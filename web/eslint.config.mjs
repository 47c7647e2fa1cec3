// What tools hold in the web house: floors (app -> features -> packages), no feature imports another,
// no circles, no barrels, small files. The zones come from the folder list, so that a new feature is held at once.
import { existsSync, readdirSync } from "node:fs";
import { createTypeScriptImportResolver } from "eslint-import-resolver-typescript";
import checkFile from "eslint-plugin-check-file";
import importX from "eslint-plugin-import-x";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

const here = import.meta.dirname;
const folders = (path) =>
  existsSync(`${here}/${path}`)
    ? readdirSync(`${here}/${path}`, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name)
    : [];

function zonesOf(app) {
  const src = `./apps/${app}/src`;
  const features = folders(`apps/${app}/src/features`);
  const apart = features.map((feature) => ({
    target: `${src}/features/${feature}`,
    from: `${src}/features`,
    except: [`./${feature}`],
    message: "No feature imports another: lift what both need into a package, or let the app put them together.",
  }));
  return [
    ...apart,
    { target: `${src}/features`, from: `${src}/app`, message: "Features do not know the app." },
    { target: `${src}/features/*/model`, from: `${src}/features/*/{api,components}`, message: "The model is pure." },
    { target: `${src}/features/*/api`, from: `${src}/features/*/components`, message: "Imports run down: components -> api -> model." },
  ];
}

const zones = [
  { target: "./packages", from: "./apps", message: "Packages know no app." },
  ...folders("apps").flatMap(zonesOf),
];

const pure = ["packages/{api,flow-model,proof,tokens,timeline,upload}/**", "packages/forms/src/core/**", "apps/*/src/features/*/model/**"];

export default tseslint.config(
  { ignores: ["**/node_modules/**", "packages/api/src/schema.d.ts"] },
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: here } },
    plugins: { "import-x": importX, "check-file": checkFile, "react-hooks": reactHooks },
    settings: { "import-x/resolver-next": [createTypeScriptImportResolver({ project: `${here}/tsconfig.json` })] },
    rules: {
      ...reactHooks.configs.recommended.rules,
      "max-lines": ["error", { max: 250 }],
      "import-x/no-cycle": "error",
      "import-x/no-restricted-paths": ["error", { zones, basePath: here }],
      "check-file/filename-naming-convention": ["error", { "**/src/**/*.{ts,tsx}": "KEBAB_CASE" }, { ignoreMiddleExtensions: true }],
      "check-file/filename-blocklist": ["error", { "**/index.{ts,tsx}": "*.ts" }],
      // Both compare whole types at each assignment, a third of the time of all rules. There are no enums; classes are few, and the compiler tells those with private parts apart.
      "no-restricted-syntax": ["error", { selector: "TSEnumDeclaration", message: "A union of texts says it without a run-time part." }],
      "@typescript-eslint/no-unsafe-enum-assignment": "off",
      "@typescript-eslint/no-unsafe-class-instance-assignment": "off",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // `onClick={() => set(x)}` reads better than braces around one call.
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true, ignoreVoidOperator: true }],
    },
  },
  {
    files: pure,
    ignores: ["**/*.test.ts"],
    rules: {
      "no-restricted-imports": [
        "error",
        { paths: ["react", "react-dom", "react-router", "antd", "@tanstack/react-query"].map((name) => ({ name, message: "This part is framework-free." })) },
      ],
    },
  },
  // The plugin knows React's refs and takes Preact's for values that must not change.
  { files: ["apps/portal/**"], rules: { "react-hooks/immutability": "off", "react-hooks/exhaustive-deps": "off" } },
  { rules: { "@typescript-eslint/no-unused-vars": ["error", { ignoreRestSiblings: true }] } },
  { files: ["**/*.mjs"], extends: [tseslint.configs.disableTypeChecked] },
);
