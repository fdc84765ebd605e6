import type { Reporter, TestModule, Vitest } from "vitest/node";

/**
 * Tells vitest of test files that could not be imported. Stryker looks at tests and at what fails outside of all files, and would
 * take a change that lets no test run for one that no test notices.
 */
export function importFailures(): Reporter {
  let vitest: Vitest | undefined;
  return {
    onInit(started) {
      vitest = started;
    },
    onTestModuleEnd(module: TestModule) {
      for (const error of module.errors()) vitest?.state.catchError(error, "Import Error");
    },
  };
}
