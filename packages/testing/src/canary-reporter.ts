import { inspect } from "node:util";
import type { Reporter, TestCase, TestModule, TestSuite, Vitest } from "vitest/node";
import { canariesIn } from "./canary.ts";

export { type Canary, canary } from "./canary.ts";

/** Where a canary turned up. */
function leakIn(where: string, what: unknown): string[] {
  const text = typeof what === "string" ? what : inspect(what, { depth: Number.POSITIVE_INFINITY, showHidden: true });
  const leaked = canariesIn(text);
  return leaked.length === 0 ? [] : [`${where} holds the canary's ${leaked.join(" and ")}`];
}

/** Errors of a module and of its suites, hooks included. */
function moduleErrors(testModule: TestModule): readonly unknown[] {
  const suites: TestSuite[] = [...testModule.children.allSuites()];
  return [testModule, ...suites].flatMap((one) => one.errors());
}

/**
 * A vitest reporter that fails the run where a canary turned up: in what tests wrote to the console, in a test's or a hook's
 * errors, or in an error that nobody caught. It says where, and which of the strings, without quoting. It stands beside other
 * reporters: `reporters: ["default", canaryReporter()]`.
 *
 * It fails the run by setting the process's exit code to 1 when the run ends.
 */
export function canaryReporter(): Reporter {
  const leaks: string[] = [];
  let vitest: Vitest | undefined;
  const nameOf = (taskId: string | undefined): string => {
    const entity = taskId === undefined ? undefined : vitest?.state.getReportedEntityById(taskId);
    if (!entity) return "somewhere";
    return entity.type === "module" ? entity.moduleId : `${entity.module.moduleId} > ${entity.fullName}`;
  };
  return {
    onInit(context) {
      vitest = context;
    },
    onTestRunStart() {
      leaks.length = 0;
    },
    onUserConsoleLog({ content, type, taskId }) {
      leaks.push(...leakIn(`${type} of ${nameOf(taskId)}`, content));
    },
    onTestCaseResult(test: TestCase) {
      leaks.push(...leakIn(`an error of ${nameOf(test.id)}`, test.result().errors));
    },
    onTestRunEnd(testModules, unhandledErrors) {
      for (const one of testModules) leaks.push(...leakIn(`an error of ${one.moduleId}`, moduleErrors(one)));
      leaks.push(...leakIn("an error that nobody caught", unhandledErrors));
      if (leaks.length === 0) return;
      process.exitCode = 1;
      process.stderr.write(`\ncanaries found: ${leaks.length}\n${leaks.map((leak) => `- ${leak}\n`).join("")}`);
    },
  };
}
