import { expect, it } from "vitest";
import { sampleResults } from "../__fixtures__/sample-results.ts";
import { contributions } from "./contributions.js";

const { queries } = sampleResults({ queries: 40 });

it("the shares of a query's documents add up to its nDCG", () => {
  let checked = 0;
  for (const query of queries) {
    const found = contributions(query, "nDCG@10", ["BM25", "mini"]);
    if (found === undefined) continue;
    for (const [at, system] of ["BM25", "mini"].entries()) {
      const sum = [...(found[at]?.values() ?? [])].reduce((total, share) => total + share, 0);
      expect(sum).toBeCloseTo(query.measures[system]?.["nDCG@10"] ?? -1, 9);
      checked++;
    }
  }
  expect(checked).toBeGreaterThan(50);
});

it("nothing is said where it cannot be known", () => {
  const query = queries.find(
    ({ measures }) => (measures.BM25?.["nDCG@10"] ?? 0) > 0 && (measures.mini?.["nDCG@10"] ?? 0) > 0,
  );
  if (query === undefined) throw new Error("the sample has no such query");
  const systems = ["BM25", "mini"] as const;
  expect(contributions(query, "nDCG@10", systems)).toBeDefined();
  expect(contributions(query, "RR@10", systems), "another measure").toBeUndefined();
  expect(contributions(query, "nDCG@30", systems), "a cut-off below what is shown").toBeUndefined();
  expect(contributions(query, "nDCG@10", ["BM25", "nobody"]), "an unknown system").toBeUndefined();
  const otherGains = {
    ...query,
    measures: { ...query.measures, mini: { "nDCG@10": (query.measures.mini?.["nDCG@10"] ?? 0) * 0.9 } },
  };
  expect(contributions(otherGains, "nDCG@10", systems), "gains that are not the level").toBeUndefined();
});
