import { defineConfig } from "vitest/config";
import { canaryReporter } from "../../canary-reporter.ts";

export default defineConfig({
  test: { root: import.meta.dirname, include: ["*.spec.ts"], reporters: [canaryReporter()] },
});
