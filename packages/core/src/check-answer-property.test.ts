import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CheckedAnswer, checkAnswer } from "./check-answer.ts";
import { isRerankError } from "./errors.ts";

const secret = "text of a document";
/** Thrown by what is hostile; hostile itself. */
const boom = new Proxy(new Error(secret), {
  get() {
    throw new Error(secret);
  },
  getPrototypeOf() {
    throw new Error(secret);
  },
});
const explode = (): never => {
  throw boom;
};

/** Made only when the property runs: fast-check looks into the values that it generates. */
type Lazy = () => unknown;
const lazily = (values: fc.Arbitrary<unknown>): fc.Arbitrary<Lazy> => values.map((value) => () => value);

function withThrowingGetters(value: unknown, names: readonly string[]): unknown {
  const copy: object = Array.isArray(value) ? [...value] : Object.assign({}, value);
  for (const name of names) Object.defineProperty(copy, name, { enumerable: true, configurable: true, get: explode });
  return copy;
}

const traps = ["get", "has", "ownKeys", "getOwnPropertyDescriptor", "getPrototypeOf"] as const;

function withThrowingTraps(value: unknown, names: readonly string[]): unknown {
  return new Proxy(Object(value), Object.fromEntries(names.map((name) => [name, explode])));
}

/** The same, now and then with members that throw when they are read. */
const hostile = (values: fc.Arbitrary<Lazy>, names: readonly string[]): fc.Arbitrary<Lazy> =>
  fc.oneof(
    { weight: 6, arbitrary: values },
    {
      weight: 1,
      arbitrary: fc.tuple(values, fc.subarray([...names], { minLength: 1 })).map(
        ([make, spoilt]) =>
          () =>
            withThrowingGetters(make(), spoilt),
      ),
    },
    {
      weight: 1,
      arbitrary: fc.tuple(values, fc.subarray([...traps])).map(
        ([make, spoilt]) =>
          () =>
            withThrowingTraps(make(), spoilt),
      ),
    },
  );

/** Objects of lazy members, each of them there or not. */
const record = (
  members: Readonly<Record<string, fc.Arbitrary<Lazy>>>,
  required: readonly string[],
): fc.Arbitrary<Lazy> =>
  fc
    .record(members, { requiredKeys: [...required] })
    .map((lazy) => () => Object.fromEntries(Object.entries(lazy).map(([name, make]) => [name, make?.()])));

const anything = lazily(
  fc.anything({
    withBigInt: true,
    withBoxedValues: true,
    withDate: true,
    withMap: true,
    withNullPrototype: true,
    withObjectString: true,
    withSet: true,
    withSparseArray: true,
    withTypedArray: true,
  }),
);
/** Mostly what it should be, now and then anything. */
const mostly = (usual: fc.Arbitrary<Lazy>): fc.Arbitrary<Lazy> =>
  fc.oneof({ weight: 12, arbitrary: usual }, { weight: 1, arbitrary: anything });

const count = 4;
const anyIndex = mostly(lazily(fc.integer({ min: -1, max: count })));
const anyScore = mostly(lazily(fc.oneof({ weight: 5, arbitrary: fc.double() }, fc.constant(null))));
const anyParts = mostly(lazily(fc.dictionary(fc.string(), fc.double())));
const anyRow = mostly(
  hostile(record({ index: anyIndex, score: anyScore, rawScore: anyScore, parts: anyParts }, ["index", "score"]), [
    "index",
    "score",
    "rawScore",
    "parts",
  ]),
);
const goodRows = fc
  .array(fc.double({ noDefaultInfinity: true, noNaN: true }), { minLength: count, maxLength: count })
  .map((scores) => scores.map((score, index) => ({ index, score })));
const goodOrder = fc.shuffledSubarray([...Array(count).keys()], { minLength: count });
const listOf = (items: fc.Arbitrary<Lazy>): fc.Arbitrary<Lazy> =>
  mostly(
    hostile(
      fc.array(items, { maxLength: 6 }).map((lazy) => () => lazy.map((make) => make())),
      ["0", "1"],
    ),
  );
const scales = fc.constantFrom("probability", "logit", "similarity", "rank", "unknown", undefined);
const others = {
  scoreScale: mostly(lazily(scales)),
  revision: anything,
  usage: hostile(record({ tokens: anyScore, costUsd: anything }, []), ["tokens"]),
  warnings: listOf(hostile(record({ code: anything, message: anything }, []), ["code"])),
};
const names = ["scores", "order", "scoreScale", "revision", "usage", "warnings"];
const anyAnswer = mostly(
  hostile(
    fc.oneof(
      record({ scores: fc.oneof(lazily(goodRows), listOf(anyRow)), ...others }, ["scores"]),
      record({ order: fc.oneof(lazily(goodOrder), listOf(anyIndex)), ...others }, ["order"]),
      record({ scores: listOf(anyRow), order: listOf(anyIndex), ...others }, []),
    ),
    names,
  ),
);

function expectValid({ rows, missing }: CheckedAnswer, incomplete: "reject" | "append"): void {
  expect(rows).toHaveLength(count);
  for (const [place, row] of rows.entries()) {
    if (row === undefined) continue;
    expect(row.index === place).toBe(true);
    expect(row.score === null || Number.isFinite(row.score)).toBe(true);
    expect(row.rawScore === undefined || Number.isFinite(row.rawScore)).toBe(true);
    expect(Object.values(row.parts ?? {}).every(Number.isFinite)).toBe(true);
  }
  expect(missing).toBe(rows.filter((row) => row === undefined).length);
  expect(missing).toBeLessThanOrEqual(incomplete === "append" ? count - 1 : 0);
}

function expectMalformed(error: unknown): void {
  if (!isRerankError(error)) throw new Error("something else than a RerankError was thrown");
  expect(error).toMatchObject({ code: "malformed", provider: "a:1" });
  expect(error.message).not.toContain(secret);
  expect(error.cause).toBeUndefined();
}

describe("checkAnswer, whatever it is handed,", () => {
  it.each(["reject", "append"] as const)(
    "returns what is valid or throws malformed, and nothing else (%s)",
    (incomplete) => {
      const seen = { valid: 0, malformed: 0 };
      fc.assert(
        fc.property(anyAnswer, (make) => {
          const answer = make();
          let checked: CheckedAnswer;
          try {
            checked = checkAnswer(answer, { id: "a:1", count, incomplete });
          } catch (error) {
            seen.malformed++;
            return expectMalformed(error);
          }
          seen.valid++;
          return expectValid(checked, incomplete);
        }),
        { numRuns: 2000 },
      );
      expect(Math.min(seen.valid, seen.malformed)).toBeGreaterThan(100);
    },
  );

  it("takes every permutation of a good answer, to the same end", () => {
    const shuffled = goodRows.chain((rows) =>
      fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: count })),
    );
    fc.assert(
      fc.property(shuffled, ([rows, scores]) => {
        expect(checkAnswer({ scores }, { id: "a:1", count, incomplete: "reject" }).rows).toEqual(rows);
      }),
    );
  });

  it("keeps the words of what its getters throw to itself", () => {
    const scores = [Object.defineProperty({ score: 1 }, "index", { get: explode })];

    expect(() => checkAnswer({ scores }, { id: "a:1", count: 1, incomplete: "reject" })).toThrow(
      expect.objectContaining({ code: "malformed", message: "a:1: malformed answer: its answer cannot be read" }),
    );
  });
});
