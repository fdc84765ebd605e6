import type { ViteUserConfig } from "vitest/config";
import workspace from "../../vitest.config.ts";
import { importFailures } from "./import-failures.ts";

/** Only the tests of the module that is mutated, as the workspace runs them. */
const include = JSON.parse(process.env.SECONDPASS_MUTATE_TESTS ?? "[]");

/** Relative to the copy of the workspace in which this is read. */
const setupFiles = [`${import.meta.dirname}/no-shrinking.ts`];

const config: ViteUserConfig = {
  ...workspace,
  test: { ...workspace.test, include, setupFiles, reporters: [importFailures()] },
};

export default config;
