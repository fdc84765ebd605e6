import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Ran, runCommand } from "./__fixtures__/run-command.ts";

let cwd = "";
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), "secondpass-config-command-"));
  const search = {
    provider: "cohere",
    model: "rerank-v3.5",
    headers: { "x-team": "confidential" },
    attemptTimeoutMs: 800,
    budgetMs: 1500,
    fallback: [
      { provider: "tei", url: "http://me:confidential@reranker:80", retry: false, circuitBreaker: false },
      "offline",
    ],
  };
  const file = { default: "search", rerankers: { search, offline: { provider: "lexical", strict: true } } };
  writeFileSync(join(cwd, "secondpass.config.json"), JSON.stringify(file));
  writeFileSync(join(cwd, "bad.yaml"), "rerankers: { a: { provider: lexcal }, b: { provider: lexical, retry: 5 } }");
});
afterAll(() => rmSync(cwd, { recursive: true }));

function config(...args: string[]): Promise<Ran> {
  return runCommand(["config", ...args], { cwd });
}

const stacks = `secondpass.config.json

search (default)
  1. cohere · model rerank-v3.5 · headers {"x-team":"…"}  rerankers.search
     attempt timeout  800 ms                 rerankers.search.attemptTimeoutMs
     retries          1                      default
     circuit breaker  probes after 15000 ms  default
  2. tei · url http://…@reranker:80  rerankers.search.fallback[0]
     attempt timeout  800 ms  rerankers.search.attemptTimeoutMs
     retries          none    rerankers.search.fallback[0].retry
     circuit breaker  none    rerankers.search.fallback[0].circuitBreaker
  3. lexical  rerankers.offline
     attempt timeout  800 ms                 rerankers.search.attemptTimeoutMs
     retries          1                      default
     circuit breaker  probes after 15000 ms  default
  4. first-stage order
  budget  1500 ms  rerankers.search.budgetMs
  strict  false    default

`;

const offline = `offline
  1. lexical  rerankers.offline
     attempt timeout  1000 ms                default
     retries          1                      default
     circuit breaker  probes after 15000 ms  default
  then it fails
  budget  2000 ms  default
  strict  true     rerankers.offline.strict
`;

describe("config", () => {
  it("prints every stack in the order in which it asks, and where each value comes from", async () => {
    expect(await config()).toEqual({ status: 0, stdout: stacks + offline, stderr: "" });
  });

  it("prints one entry where one is named", async () => {
    const { stdout } = await config("-c", "secondpass.config.json#offline");
    expect(stdout).toBe(`secondpass.config.json\n\n${offline}`);
  });

  it("prints JSON and nothing else where that is wanted", async () => {
    const { status, stdout, stderr } = await config("--json");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).not.toContain("confidential");
    const { file, default: standard, stacks: all } = JSON.parse(stdout);
    expect([file, standard, Object.keys(all)]).toEqual(["secondpass.config.json", "search", ["search", "offline"]]);
    expect(all.search).toMatchObject({
      budgetMs: { value: 1500, origin: "configuration", path: "rerankers.search.budgetMs" },
      rerankers: [
        { provider: "cohere", options: { model: "rerank-v3.5", headers: { "x-team": "…" } } },
        { provider: "tei", retries: { value: 0 }, resetTimeoutMs: { value: false } },
        { provider: "lexical", retries: { value: 1, origin: "default", path: "rerankers.offline.retry.retries" } },
      ],
    });
  });

  it("says all that is wrong", async () => {
    const { status, stdout, stderr } = await config("-c", "bad.yaml");
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(/^secondpass: bad\.yaml: 2 faults in the configuration:\n/);
    expect(stderr).toContain('rerankers.a.provider: there is no provider "lexcal"');
    expect(stderr).toContain("rerankers.b.retry: must be false, or an object with retries, is 5");
  });

  it("says where it looked", async () => {
    const { status, stderr } = await runCommand(["config"], { cwd: tmpdir() });
    expect(status).toBe(2);
    expect(stderr).toContain(
      "there is no configuration file in the working folder; looked for: secondpass.config.json, ",
    );
  });
});
