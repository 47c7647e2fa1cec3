import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

it("the client's shapes are those of openapi.json", () => {
  const tool = fileURLToPath(new URL("generate-api.mjs", import.meta.url));
  expect(() => execFileSync("node", [tool, "--check"], { stdio: "pipe" })).not.toThrow();
}, 30_000);
