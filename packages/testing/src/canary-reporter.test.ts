import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { canariesIn } from "./canary.ts";

const vitest = resolve(createRequire(import.meta.url).resolve("vitest/package.json"), "../vitest.mjs");
const config = fileURLToPath(new URL("./__fixtures__/canary/config.ts", import.meta.url));

/** Runs one spec in a vitest of its own, with the reporter alone. */
function run(spec: string): { readonly status: number | null; readonly output: string } {
  const { VITEST: _, ...env } = process.env;
  const child = spawnSync(process.execPath, [vitest, "run", "--config", config, spec], { encoding: "utf8", env });
  return { status: child.status, output: child.stdout + child.stderr };
}

describe("the canary reporter", () => {
  it("leaves a clean run alone", () => {
    expect(run("clean.spec.ts")).toEqual({ status: 0, output: expect.not.stringContaining("canaries found") });
  });

  it.each([
    ["logs-key.spec.ts", "stderr of", "logs a request", "key"],
    ["fails-with-document.spec.ts", "an error of", "fails", "document"],
    ["hook-with-query.spec.ts", "an error of", "hook-with-query.spec.ts", "query"],
    ["uncaught.spec.ts", "an error that nobody caught", "", "key"],
  ])("finds what %s gives away, and fails the run", (spec, where, name, which) => {
    const { status, output } = run(spec);
    expect(status).toBe(1);
    const report = output.slice(output.indexOf("canaries found: 1\n"));
    expect(report).toMatch(new RegExp(`- ${where}.*${name}.* holds the canary's ${which}\n`));
    expect(canariesIn(report)).toEqual([]);
  });

  it("does not blame a failure that holds none", () => {
    expect(run("fails-without.spec.ts")).toEqual({ status: 1, output: expect.not.stringContaining("canaries found") });
  });
});
