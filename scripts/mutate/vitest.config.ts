import type { ViteUserConfig } from "vitest/config";
import workspace from "../../vitest.config.ts";

/** Only the tests of the module that is mutated, as the workspace runs them. */
const include = JSON.parse(process.env.SECONDPASS_MUTATE_TESTS ?? "[]");

const config: ViteUserConfig = { ...workspace, test: { ...workspace.test, include, reporters: [] } };

export default config;
