import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { calibration } from "./__fixtures__/calibration.ts";
import { providers } from "./__fixtures__/providers.ts";
import { configSchema } from "./config-schema.ts";
import { parseConfig } from "./parse-config.ts";

const published = JSON.parse(readFileSync(resolve(import.meta.dirname, "../schema.json"), "utf8"));
const validate = new Ajv({ allErrors: true }).compile(published);

function isRead(input: unknown): boolean {
  try {
    parseConfig(input, providers);
    return true;
  } catch {
    return false;
  }
}

const entry = (more: object): object => ({ rerankers: { a: { provider: "lexical", ...more } } });

const good: readonly object[] = [
  { reranker: "lexical" },
  { $schema: "./schema.json", default: "default", reranker: { provider: "cohere", model: "m" } },
  { default: "b", rerankers: { a: "tei:http://h:80", b: "lexical" } },
  entry({ attemptTimeoutMs: 0.5, budgetMs: 1500, strict: true, retry: false, circuitBreaker: false }),
  entry({ retry: {}, circuitBreaker: { resetTimeoutMs: 5000 } }),
  entry({
    calibration: calibration(),
    fallback: [{ provider: "lexical", calibration: calibration({ forced: true }) }],
  }),
  entry({ calibration: calibration({ method: "temperature", scoreScale: "logit", parameters: { temperature: 2 } }) }),
  entry({
    calibration: calibration({ method: "isotonic", parameters: { scores: [0, 1], probabilities: [0.1, 0.9] } }),
  }),
  entry({
    retry: { retries: 10 },
    fallback: ["lexical", { provider: "lexical", k1: 1, retry: { retries: 0 } }, "first-stage"],
  }),
];

const bad: readonly unknown[] = [
  {},
  [],
  "lexical",
  { rerankers: {} },
  { reranker: "lexical", rerankers: { a: "lexical" } },
  { reranker: "lexical", other: 1 },
  { reranker: "nobody" },
  { reranker: "tei:" },
  { reranker: {} },
  { reranker: { provider: "nobody" } },
  { rerankers: { "a:b": "lexical" } },
  { rerankers: { " a": "lexical" } },
  { rerankers: { a: null } },
  entry({ attemptTimeoutMs: 0 }),
  entry({ attemptTimeoutMs: "1s" }),
  entry({ budgetMs: 2 ** 31 }),
  entry({ strict: 1 }),
  entry({ retry: true }),
  entry({ retry: { retries: 1.5 } }),
  entry({ retry: { retries: 11 } }),
  entry({ retry: { other: 1 } }),
  entry({ circuitBreaker: { resetTimeoutMs: -1 } }),
  entry({ cache: {} }),
  entry({ calibration: {} }),
  entry({ calibration: true }),
  entry({ calibration: calibration({ version: 2 }) }),
  entry({ calibration: calibration({ parameters: { slope: -1, intercept: 0 } }) }),
  entry({ calibration: calibration({ parameters: { slope: "1", intercept: 0 } }) }),
  entry({ calibration: calibration({ slope: 1 }) }),
  entry({ fallback: [{ provider: "lexical", calibration: calibration({ madeAt: undefined }) }] }),
  entry({ fallback: "lexical" }),
  entry({ fallback: [5] }),
  entry({ fallback: [{ provider: "lexical", budgetMs: 5 }] }),
  entry({ fallback: [{ provider: "lexical", fallback: [] }] }),
  entry({ fallback: [{ provider: "lexical", telemetry: {} }] }),
];

describe("the published schema", () => {
  it("is what the code makes; `npm run schema` writes it", () => {
    expect(published).toEqual(configSchema());
  });

  it.each(good)("takes %j, as the code does", (input) => {
    expect([validate(input), isRead(input)]).toEqual([true, true]);
  });

  it("takes the path of a calibration, which is put in place before the content is checked", () => {
    const input = entry({ calibration: "./calibration.json" });
    expect([validate(input), isRead(input)]).toEqual([true, false]);
  });

  it.each(bad)("refuses %j, as the code does", (input) => {
    expect([validate(input), isRead(input)]).toEqual([false, false]);
  });
});
