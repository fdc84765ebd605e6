import { describe, expect, it } from "vitest";
import { faultsOf, providers } from "./__fixtures__/providers.ts";
import { explainConfig } from "./explain-config.ts";

function stacksOf(rerankers: object) {
  return explainConfig({ rerankers }, providers).stacks;
}

const by = (name: string) => ({ provider: "tei", url: `http://${name}` });
const urlsOf = (rerankers: object, name: string): readonly string[] | undefined =>
  stacksOf(rerankers)[name]?.rerankers.map(({ options }) => (options as { url: string }).url.slice("http://".length));

describe("where each value comes from", () => {
  it("is a default, with the path where one would set it", () => {
    const path = "rerankers.a";
    expect(stacksOf({ a: "lexical" }).a).toEqual({
      rerankers: [
        {
          path,
          provider: "lexical",
          options: {},
          attemptTimeoutMs: { value: 1000, origin: "default", path: `${path}.attemptTimeoutMs` },
          retries: { value: 1, origin: "default", path: `${path}.retry.retries` },
          resetTimeoutMs: { value: 15_000, origin: "default", path: `${path}.circuitBreaker.resetTimeoutMs` },
        },
      ],
      budgetMs: { value: 2000, origin: "default", path: `${path}.budgetMs` },
      strict: { value: false, origin: "default", path: `${path}.strict` },
    });
  });

  it("is the entry, for its fallbacks too, unless they say otherwise", () => {
    const settings = { attemptTimeoutMs: 300, retry: { retries: 3 }, circuitBreaker: { resetTimeoutMs: 5000 } };
    const fallback = ["lexical", { provider: "lexical", attemptTimeoutMs: 50, retry: false, circuitBreaker: {} }];
    const [first, second, third] = stacksOf({ a: { provider: "lexical", ...settings, fallback } }).a?.rerankers ?? [];
    const inherited = {
      attemptTimeoutMs: { value: 300, origin: "configuration", path: "rerankers.a.attemptTimeoutMs" },
      retries: { value: 3, origin: "configuration", path: "rerankers.a.retry.retries" },
      resetTimeoutMs: { value: 5000, origin: "configuration", path: "rerankers.a.circuitBreaker.resetTimeoutMs" },
    };
    expect(first).toMatchObject(inherited);
    expect(second).toMatchObject({ path: "rerankers.a.fallback[0]", ...inherited });
    const own = "rerankers.a.fallback[1]";
    expect(third).toMatchObject({
      attemptTimeoutMs: { value: 50, origin: "configuration", path: `${own}.attemptTimeoutMs` },
      retries: { value: 0, origin: "configuration", path: `${own}.retry` },
      resetTimeoutMs: { value: 15_000, origin: "configuration", path: `${own}.circuitBreaker` },
    });
  });
});

it("an object for a guard, though it sets nothing, is the configuration's word for the default", () => {
  const guards = { retry: { retries: undefined }, circuitBreaker: {} };
  expect(stacksOf({ a: { provider: "lexical", ...guards } }).a?.rerankers[0]).toMatchObject({
    retries: { value: 1, origin: "configuration", path: "rerankers.a.retry" },
    resetTimeoutMs: { value: 15_000, origin: "configuration", path: "rerankers.a.circuitBreaker" },
  });
});

describe("fallbacks that name entries", () => {
  it("stand for the entry and, after it, its own fallbacks", () => {
    const rerankers = {
      a: { ...by("a"), fallback: ["b", by("last")] },
      b: { ...by("b"), fallback: ["c", by("b1"), "first-stage"] },
      c: by("c"),
    };
    expect(urlsOf(rerankers, "a")).toEqual(["a", "b", "c", "b1", "last"]);
    expect(urlsOf(rerankers, "b")).toEqual(["b", "c", "b1"]);
  });

  it("inherit what they do not set; budget and strictness are of the entry that is asked", () => {
    const rerankers = {
      a: { ...by("a"), attemptTimeoutMs: 100, retry: false, budgetMs: 900, fallback: ["b"] },
      b: { ...by("b"), attemptTimeoutMs: 200, budgetMs: 5000, strict: true, fallback: [by("c")] },
    };
    const { a } = stacksOf(rerankers);
    expect(a?.rerankers.map(({ attemptTimeoutMs, retries }) => [attemptTimeoutMs.value, retries.value])).toEqual([
      [100, 0],
      [200, 0],
      [200, 0],
    ]);
    expect([a?.budgetMs.value, a?.strict.value]).toEqual([900, false]);
  });

  it("are asked once, whoever names them", () => {
    const rerankers = { a: { ...by("a"), fallback: ["b", "c", "b"] }, b: { ...by("b"), fallback: ["c"] }, c: by("c") };
    expect(urlsOf(rerankers, "a")).toEqual(["a", "b", "c"]);
  });

  it("must not go round in a circle", async () => {
    const circle = {
      a: { ...by("a"), fallback: ["b"] },
      b: { ...by("b"), fallback: ["c"] },
      c: { ...by("c"), fallback: ["a"] },
    };
    expect((await faultsOf(() => stacksOf(circle))).split("\n  - ")).toEqual([
      "3 faults in the configuration:",
      "rerankers.c.fallback[0]: the fallbacks go round in a circle: a → b → c → a",
      "rerankers.a.fallback[0]: the fallbacks go round in a circle: b → c → a → b",
      "rerankers.b.fallback[0]: the fallbacks go round in a circle: c → a → b → c",
    ]);
    const own = { a: { ...by("a"), fallback: ["a"] }, out: { ...by("o"), fallback: ["a"] } };
    expect(await faultsOf(() => stacksOf(own))).toBe(
      "rerankers.a.fallback[0]: the fallbacks go round in a circle: a → a",
    );
  });
});

describe("a call ends before the breaker probes again", () => {
  const because = "a call must end before the breaker probes again";

  it.each([
    [{ attemptTimeoutMs: 15_000 }, "attemptTimeoutMs: is 15000", "which is 15000 by default"],
    [{ budgetMs: 20_000 }, "budgetMs: is 20000", "which is 15000 by default"],
    [{ circuitBreaker: { resetTimeoutMs: 1500 } }, "budgetMs: is 2000 by default", "which is 1500"],
  ])("%j is refused, naming both paths", async (settings, what, than) => {
    const message = await faultsOf(() => stacksOf({ a: { provider: "lexical", ...settings } }));
    expect(message).toBe(
      `rerankers.a.${what} and must be shorter than rerankers.a.circuitBreaker.resetTimeoutMs, ${than}: ${because}`,
    );
  });

  it("of each fallback too", async () => {
    const fallback = [{ provider: "lexical", attemptTimeoutMs: 100, circuitBreaker: { resetTimeoutMs: 400 } }];
    expect(await faultsOf(() => stacksOf({ a: { provider: "lexical", budgetMs: 500, fallback } }))).toBe(
      `rerankers.a.budgetMs: is 500 and must be shorter than rerankers.a.fallback[0].circuitBreaker.resetTimeoutMs, which is 400: ${because}`,
    );
  });

  it("without a breaker any time will do", () => {
    const entry = { provider: "lexical", budgetMs: 600_000, attemptTimeoutMs: 500_000, circuitBreaker: false };
    expect(stacksOf({ a: entry }).a?.rerankers[0].resetTimeoutMs.value).toBe(false);
  });
});
