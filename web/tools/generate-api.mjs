// Writes the typed shapes of the API from the committed openapi.json; `--check` fails if they have drifted apart.
import { readFileSync, writeFileSync } from "node:fs";
import openapiTS, { astToString } from "openapi-typescript";

const source = new URL("../../openapi.json", import.meta.url);
const target = new URL("../packages/api/src/schema.d.ts", import.meta.url);
const heading = "/** auto-generated from openapi.json by `npm run generate`; never edited by hand */\n";

const written = heading + astToString(await openapiTS(source, { defaultNonNullable: false }));
if (!process.argv.includes("--check")) {
  writeFileSync(target, written);
} else if (readFileSync(target, "utf8") !== written) {
  console.error("packages/api/src/schema.d.ts does not fit openapi.json: run `npm run generate`");
  process.exit(1);
}
