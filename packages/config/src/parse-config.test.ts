import type { Provider } from "@secondpass/core";
import { lexicalProvider } from "@secondpass/lexical";
import { describe, expect, it } from "vitest";
import { faultsOf, providers } from "./__fixtures__/providers.ts";
import { parseConfig } from "./parse-config.ts";

/** As JSON.parse makes it: `__proto__` is a key like any other. */
function parse(text: string): unknown {
  return parseConfig(JSON.parse(text), providers);
}

describe("parseConfig", () => {
  it("makes objects of shorthands and keeps what is set, and nothing else", () => {
    const input = {
      $schema: "https://example.org/schema.json",
      default: "search",
      rerankers: {
        search: {
          provider: "cohere",
          model: "rerank-v3.5",
          attemptTimeoutMs: 800,
          budgetMs: 1500,
          retry: { retries: 1 },
          circuitBreaker: { resetTimeoutMs: 15_000 },
          strict: false,
          fallback: [{ provider: "tei", url: "http://reranker:80", circuitBreaker: false }, "offline", "first-stage"],
        },
        offline: "lexical:bm25",
      },
    };
    const guards = { attemptTimeoutMs: 800, retry: { retries: 1 } };
    expect(parseConfig(input, providers)).toEqual({
      default: "search",
      rerankers: {
        search: {
          ...{ provider: "cohere", model: "rerank-v3.5", budgetMs: 1500, strict: false },
          ...guards,
          circuitBreaker: { resetTimeoutMs: 15_000 },
          fallback: [
            { provider: "tei", url: "http://reranker:80", ...guards, circuitBreaker: false },
            { provider: "lexical", ...guards, circuitBreaker: { resetTimeoutMs: 15_000 } },
          ],
        },
        offline: { provider: "lexical" },
      },
    });
  });

  it("reads what it wrote", () => {
    const fallback = ["b", { provider: "tei", url: "http://h", retry: {} }];
    const rerankers = { a: { provider: "lexical", retry: false, fallback }, b: { provider: "lexical", k1: 0.9 } };
    const once = parseConfig({ rerankers }, providers);
    expect(parseConfig(JSON.parse(JSON.stringify(once)), providers)).toEqual(once);
  });

  it("takes `reranker` for one entry", () => {
    expect(parseConfig({ reranker: "tei:http://h:8080" }, providers)).toEqual({
      default: "default",
      rerankers: { default: { provider: "tei", url: "http://h:8080" } },
    });
  });

  it("without `default` the first entry is it", () => {
    const rerankers = { b: "lexical", a: "lexical" };
    expect(parseConfig({ rerankers }, providers).default).toBe("b");
    expect(parseConfig({ rerankers, default: "a" }, providers).default).toBe("a");
    expect(parseConfig({ rerankers, default: undefined }, providers).default).toBe("b");
  });

  it("an entry goes before a provider of its name", () => {
    const rerankers = { a: { provider: "lexical", fallback: ["tei"] }, tei: "tei:http://here" };
    const { a } = parseConfig({ rerankers }, providers).rerankers;
    expect(a).toMatchObject({ fallback: [{ provider: "tei", url: "http://here" }] });
  });

  it("goes by names, not by the order of keys", () => {
    const { search: entry } = parseConfig(
      { rerankers: { search: { k1: 0.9, provider: "lexical" } } },
      providers,
    ).rerankers;
    expect(entry).toEqual({ provider: "lexical", k1: 0.9 });
  });

  it("takes what is undefined for what is not there", () => {
    const nothing = { budgetMs: undefined, retry: undefined, fallback: undefined, k1: undefined };
    expect(parseConfig(search(nothing), providers)).toEqual(parseConfig(search({}), providers));
  });

  it("changes nothing in what it reads", () => {
    const input = { reranker: Object.freeze({ provider: "lexical", fallback: Object.freeze(["lexical"]) }) };
    const before = structuredClone(input);
    parseConfig(Object.freeze(input), providers);
    expect(input).toEqual(before);
  });
});

const search = (more: object, entries: object = {}): object => ({
  rerankers: { search: { provider: "lexical", ...more }, ...entries },
});
const known = "known: cohere, tei, lexical";

const wrong: readonly (readonly [input: unknown, message: string])[] = [
  [undefined, 'the configuration must be an object with "rerankers" or "reranker", is missing'],
  [[], 'the configuration must be an object with "rerankers" or "reranker", is a list'],
  ["lexical", 'the configuration must be an object with "rerankers" or "reranker", is a string'],
  [{}, 'the configuration must have "rerankers" (several, by name) or "reranker" (one)'],
  [{ rerankers: {} }, "rerankers: must have at least one entry"],
  [{ rerankers: ["lexical"] }, "rerankers: must be an object with a reranker by each name, is a list"],
  [
    { reranker: "lexical", rerankers: { a: "lexical" } },
    "reranker: is short for one entry of rerankers, so there can be only one of the two",
  ],
  [
    { reranker: "lexical", rerenkers: 5 },
    'rerenkers: there is no such key; known: $schema, default, rerankers, reranker. Did you mean "rerankers"?',
  ],
  [
    { ...search({}), default: "serch" },
    'default: must be the name of an entry (search), is "serch". Did you mean "search"?',
  ],
  [{ rerankers: { "": "lexical" } }, 'rerankers[""]: "" cannot be a name'],
  [{ rerankers: { " a": "lexical" } }, 'rerankers[" a"]: " a" cannot be a name'],
  [{ ...search({}), default: 5 }, "default: must be the name of an entry (search), is 5."],
  [{ rerankers: { "a:b": "lexical" } }, 'rerankers["a:b"]: "a:b" cannot be a name: not empty'],
  [{ rerankers: { "first-stage": "lexical" } }, 'rerankers.first-stage: "first-stage" cannot be a name'],
  [{ reranker: 5 }, 'reranker: must be a text such as "provider:model" or an object with "provider", is 5'],
  [{ reranker: null }, 'reranker: must be a text such as "provider:model" or an object with "provider", is null'],
  [{ reranker: {} }, `reranker.provider: must be the name of a provider, is missing; ${known}`],
  [
    { reranker: "cohre:m" },
    `reranker: there is no provider "cohre"; ${known}; entries: default. Did you mean "cohere"?`,
  ],
  [{ reranker: ":m" }, 'reranker: there is no provider ""'],
  [{ reranker: "x".repeat(60) }, `there is no provider "${"x".repeat(60)}"`],
  [{ reranker: "x".repeat(61) }, `there is no provider "${"x".repeat(60)}…"`],
  [{ reranker: "tei: " }, 'reranker: nothing follows the colon in "tei: "; write "tei" for the defaults'],
  [{ reranker: "tei:" }, 'reranker: nothing follows the colon in "tei:"; write "tei" for the defaults'],
  [{ reranker: "tei" }, "reranker: tei: the option url is needed"],
  [{ reranker: "lexical:x" }, 'reranker: lexical: unknown shorthand "lexical:x"; allowed: "lexical", "lexical:bm25"'],
  [
    { reranker: { provider: "cohere", apiKey: "k" } },
    "reranker: cohere: the option apiKey cannot stand in configuration",
  ],
  [
    search({ fallback: [{ provider: "chere" }] }),
    `rerankers.search.fallback[0].provider: there is no provider "chere"; ${known}; entries: search. Did you mean "cohere"?`,
  ],
  [
    search({ fallback: ["ofline"] }, { offline: "lexical" }),
    'rerankers.search.fallback[0]: there is no provider "ofline"',
  ],
  [search({ fallback: ["ofline"] }, { offline: "lexical" }), 'Did you mean "offline"?'],
  [search({ fallback: "lexical" }), "rerankers.search.fallback: must be a list, is a string"],
  [search({ fallback: [["lexical"]] }), 'rerankers.search.fallback[0]: must be a text such as "provider:model"'],
  [
    search({ fallback: ["first-stag"] }),
    'rerankers.search.fallback[0]: there is no reranker "first-stag". Did you mean "first-stage"?',
  ],
  [
    search({ fallback: ["first-stage", "lexical"] }),
    'rerankers.search.fallback[0]: "first-stage" never fails, so it can only be the last',
  ],
  [
    search({ fallback: ["first-stage"], strict: true }),
    'rerankers.search.fallback[0]: "first-stage" and "strict": true exclude each other',
  ],
  [
    search({ fallback: [{ provider: "lexical", budgetMs: 5 }] }),
    "rerankers.search.fallback[0].budgetMs: belongs to the entry, not to a fallback",
  ],
  [
    search({ fallback: [{ provider: "lexical", fallback: [] }] }),
    "rerankers.search.fallback[0].fallback: a fallback has none of its own; list them after it",
  ],
  [search({ attemptTimeoutMs: "1s" }), "rerankers.search.attemptTimeoutMs: must be a number of milliseconds above 0"],
  [search({ attemptTimeoutMs: 0 }), "at most 2147483647, is 0"],
  [search({ attemptTimeoutMs: 2 ** 31 }), "at most 2147483647, is 2147483648"],
  [search({ budgetMs: Number.NaN }), "rerankers.search.budgetMs: must be a number of milliseconds above 0"],
  [search({ strict: "no" }), "rerankers.search.strict: must be true or false, is a string"],
  [search({ strict: {} }), "rerankers.search.strict: must be true or false, is an object"],
  [
    search({ circuitBreaker: true }),
    "rerankers.search.circuitBreaker: must be false, or an object with resetTimeoutMs, is true",
  ],
  [
    search({ circuitBreaker: { resetTimeout: 1 } }),
    'circuitBreaker.resetTimeout: there is no such setting; known: resetTimeoutMs. Did you mean "resetTimeoutMs"?',
  ],
  [search({ retry: true }), "rerankers.search.retry: must be false, or an object with retries, is true"],
  [search({ retry: null }), "rerankers.search.retry: must be false, or an object with retries, is null"],
  [search({ retry: { retries: 1.5 } }), "rerankers.search.retry.retries: must be a whole number from 0 to 10, is 1.5"],
  [search({ retry: { retries: 11 } }), "rerankers.search.retry.retries: must be a whole number from 0 to 10, is 11"],
  [
    search({ retry: { retrys: 1 } }),
    'rerankers.search.retry.retrys: there is no such setting; known: retries. Did you mean "retries"?',
  ],
  [
    search({ circuitBreaker: { resetTimeoutMs: -1 } }),
    "rerankers.search.circuitBreaker.resetTimeoutMs: must be a number",
  ],
  [search({ atemptTimeoutMs: 5 }), 'rerankers.search: lexical: unknown option "atemptTimeoutMs"'],
  [search({ atemptTimeoutMs: 5 }), 'Did you mean "attemptTimeoutMs"?'],
];

describe("what is wrong is refused with its path, what is allowed, and the nearest name", () => {
  it.each(wrong)("%j", async (input, message) => {
    expect(await faultsOf(() => parseConfig(input, providers))).toContain(message);
  });

  it.each<[unknown, string]>([
    [undefined, 'the configuration must be an object with "rerankers" or "reranker", is missing'],
    [null, 'the configuration must be an object with "rerankers" or "reranker", is null'],
    [[], 'the configuration must be an object with "rerankers" or "reranker", is a list'],
    ["lexical", 'the configuration must be an object with "rerankers" or "reranker", is a string'],
    [{}, 'the configuration must have "rerankers" (several, by name) or "reranker" (one)'],
    [
      { reranker: "lexical", rerenkers: 5 },
      'rerenkers: there is no such key; known: $schema, default, rerankers, reranker. Did you mean "rerankers"?',
    ],
    [{ ...search({}), default: {} }, "default: must be the name of an entry (search), is an object."],
    [
      { reranker: { provider: "cohere:m" } },
      `reranker.provider: there is no provider "cohere:m"; ${known}; entries: default.`,
    ],
    [{ reranker: "lexical:x" }, 'reranker: lexical: unknown shorthand "lexical:x"; allowed: "lexical", "lexical:bm25"'],
    // Neither of these is compared with the reset time, although it would be too long.
    [
      search({ budgetMs: 2 ** 31 }),
      "rerankers.search.budgetMs: must be a number of milliseconds above 0 and at most 2147483647, is 2147483648",
    ],
    [
      search({ circuitBreaker: JSON.parse('{"__proto__":{},"resetTimeoutMs":1}') }),
      'rerankers.search.circuitBreaker.__proto__: the name "__proto__" is not allowed',
    ],
  ])("%j: one fault, and no other", async (input, message) => {
    expect(await faultsOf(() => parseConfig(input, providers))).toBe(message);
  });

  it("everything that is wrong with a guard", async () => {
    const message = await faultsOf(() => parseConfig(search({ retry: { retries: "x", other: 1 } }), providers));
    expect(message.split("\n  - ")).toEqual([
      "2 faults in the configuration:",
      "rerankers.search.retry.retries: must be a whole number from 0 to 10, is a string",
      "rerankers.search.retry.other: there is no such setting; known: retries.",
    ]);
  });

  it.each([
    ["unknown: k, budget", { k: 1, budget: 5 }, ' Did you mean "budgetMs"?'],
    ["k must be above 1", { k: 1, budget: 5 }, ""],
  ])("a provider that says %j: a key that it complains of may have been meant for us", async (why, options, hint) => {
    const picky: Provider<object> = {
      parse() {
        throw new Error(why);
      },
      create: lexicalProvider.create,
    };
    const input = { reranker: { provider: "picky", ...options } };
    expect(await faultsOf(() => parseConfig(input, { picky }))).toBe(`reranker: ${why}${hint}`);
  });

  it("all of it at once, each thing once", async () => {
    const fallback = [{ provider: "tie" }, { provider: "lexical", k1: -1 }, "cohere"];
    const input = { default: "x", rerankers: { search: { provider: "lexical", retry: 5, fallback }, other: "nobody" } };
    expect((await faultsOf(() => parseConfig(input, providers))).split("\n  - ")).toEqual([
      "5 faults in the configuration:",
      "rerankers.search.retry: must be false, or an object with retries, is 5",
      `rerankers.search.fallback[0].provider: there is no provider "tie"; ${known}; entries: search, other. Did you mean "tei"?`,
      "rerankers.search.fallback[1]: lexical: k1 must be a finite number of at least 0, is -1",
      `rerankers.other: there is no provider "nobody"; ${known}; entries: search, other.`,
      'default: must be the name of an entry (search, other), is "x".',
    ]);
  });

  it.each(["cache", "telemetry"])("%s, by name, wherever it stands", async (key) => {
    const fallback = [{ provider: "lexical", [key]: false }];
    const input = { [key]: {}, rerankers: { search: { provider: "lexical", [key]: {}, fallback } } };
    const message = await faultsOf(() => parseConfig(input, providers));
    const later = `"${key}" is not there yet: a later package brings it; take it out`;
    const paths = [key, `rerankers.search.${key}`, `rerankers.search.fallback[0].${key}`];
    expect(message.split("\n  - ")).toEqual([
      "3 faults in the configuration:",
      ...paths.map((path) => `${path}: ${later}`),
    ]);
  });

  it("never repeats a text that may be a key", async () => {
    const secret = "sk-1234567890";
    const rerankers = { search: { provider: "cohere", apiKey: secret, attemptTimeoutMs: secret, retry: secret } };
    const message = await faultsOf(() => parseConfig({ rerankers, default: 5 }, providers));
    expect(message).toMatch(/^4 faults/);
    expect(message).not.toContain(secret);
  });
});

describe("names that reach into prototypes", () => {
  const places: readonly (readonly [path: string, make: (member: string) => string])[] = [
    ["", (member) => `{${member},"reranker":"lexical"}`],
    ["rerankers.", (member) => `{"rerankers":{${member},"a":"lexical"}}`],
    ["reranker.", (member) => `{"reranker":{"provider":"lexical",${member}}}`],
    ["reranker.retry.", (member) => `{"reranker":{"provider":"lexical","retry":{${member}}}}`],
    [
      "reranker.fallback[0].",
      (member) => `{"reranker":{"provider":"lexical","fallback":[{"provider":"lexical",${member}}]}}`,
    ],
  ];
  const cases = places.flatMap(([path, make]) =>
    ["__proto__", "constructor", "prototype"].map(
      (key) => [`${path}${key}`, key, make(`"${key}":{"retries":5}`)] as const,
    ),
  );

  it.each(cases)("%s is refused as a key", async (path, key, text) => {
    expect(await faultsOf(() => parse(text))).toBe(`${path}: the name "${key}" is not allowed`);
  });

  it.each(["__proto__", "constructor", "toString", "hasOwnProperty"])(
    "%s is no provider, entry or default",
    async (name) => {
      expect(await faultsOf(() => parse(`{"reranker":"${name}"}`))).toContain(`there is no provider "${name}"`);
      expect(await faultsOf(() => parse(`{"reranker":{"provider":"${name}"}}`))).toContain(
        `there is no provider "${name}"`,
      );
      expect(await faultsOf(() => parse(`{"default":"${name}","reranker":"lexical"}`))).toContain(
        "must be the name of an entry",
      );
    },
  );

  it("nothing is changed that others see", async () => {
    await faultsOf(() => parse('{"__proto__":{"polluted":1},"rerankers":{"__proto__":{"polluted":1}}}'));
    expect(Reflect.get({}, "polluted")).toBeUndefined();
  });
});
