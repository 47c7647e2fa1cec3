import { defineConfig } from "vitest/config";
import { aliases } from "./aliases.ts";

export default defineConfig({
  resolve: { alias: aliases },
  test: {
    include: ["packages/*/src/**/*.test.ts", "apps/*/src/**/*.test.ts", "tools/**/*.test.ts"],
    // tests that read the whole source are slow on a busy machine, which is no fault of theirs
    testTimeout: 120_000,
    setupFiles: ["packages/i18n/src/all-texts.ts"],
  },
});
