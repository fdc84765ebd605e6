import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cosine, type Encoding, maxSimWith, toEncoding } from "./vectors.ts";

const place = (vectors: Float32Array): Float32Array => vectors.slice();
const of = (pooled: readonly number[], tokens: readonly number[]): Encoding => ({
  pooled: Float32Array.from(pooled),
  tokens: Float32Array.from(tokens),
});

it("cosine is that of the pooled vectors", () => {
  expect(cosine(of([0.6, 0.8], []), of([1, 0], []))).toBeCloseTo(0.6, 6);
  expect(cosine(of([0.6, 0.8], []), of([-0.6, -0.8], []))).toBeCloseTo(-1, 6);
});

describe("late interaction is the mean of each query token's best", () => {
  it.each([
    ["one token each", [1, 0], [0.6, 0.8], 0.6],
    ["the best of two", [1, 0], [0, 1, 0.6, 0.8], 0.6],
    ["the mean over the query's", [1, 0, 0, 1], [0.6, 0.8], 0.7],
    ["negative ones too", [1, 0], [-1, 0, -0.6, 0.8], -0.6],
    ["longer documents do not gain by their length", [1, 0], [0.6, 0.8, 0.6, 0.8, 0.6, 0.8], 0.6],
  ])("%s", (_name, query, document, wanted) => {
    expect(maxSimWith(of([1, 0], query))(of([1, 0], document))).toBeCloseTo(wanted, 6);
  });

  it("however many tokens either has", () => {
    const component = fc.double({ min: -0.5, max: 0.5, noNaN: true });
    const tokens = fc.array(fc.tuple(component, component, component), { minLength: 1, maxLength: 11 });
    fc.assert(
      fc.property(tokens, tokens, (query, document) => {
        const dot = (a: readonly number[], b: readonly number[]) =>
          a.reduce((sum, x, i) => sum + x * (b[i] as number), 0);
        const best = query.map((one) => Math.max(...document.map((other) => dot(one, other))));
        const wanted = best.reduce((sum, x) => sum + x, 0) / query.length;
        const pooled = [1, 0, 0];
        expect(maxSimWith(of(pooled, query.flat()))(of(pooled, document.flat()))).toBeCloseTo(wanted, 6);
      }),
    );
  });
});

describe("an encoding", () => {
  // [CLS], two tokens, [SEP].
  const hiddenState = () => Float32Array.from([3, 4, 0, 2, 5, 0, -8, 2]);

  it("pools all tokens by the mean, to unit length", () => {
    // The sum is (0, 8).
    expect(toEncoding(hiddenState(), 2, { pooling: "mean", withTokens: true, place }).pooled).toEqual(
      Float32Array.of(0, 1),
    );
  });

  it("or takes the first", () => {
    const { pooled } = toEncoding(hiddenState(), 2, { pooling: "cls", withTokens: true, place });
    expect(pooled[0]).toBeCloseTo(0.6, 6);
    expect(pooled[1]).toBeCloseTo(0.8, 6);
  });

  it("keeps each token but the markers, to unit length", () => {
    expect(toEncoding(hiddenState(), 2, { pooling: "mean", withTokens: true, place }).tokens).toEqual(
      Float32Array.of(0, 1, 1, 0),
    );
  });

  it("has no tokens where there are only the markers, and leaves zeros as they are", () => {
    expect(toEncoding(new Float32Array(4), 2, { pooling: "mean", withTokens: true, place })).toEqual(of([0, 0], []));
  });
});
