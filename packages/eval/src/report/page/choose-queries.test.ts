import { describe, expect, it } from "vitest";
import type { BrowserData } from "../browser-data.ts";
import { chooseQueries, kindOf } from "./choose-queries.js";

function query(id: string, text: string, values: Record<string, number>): BrowserData["queries"][number] {
  const measures = Object.fromEntries(Object.entries(values).map(([system, value]) => [system, { m: value }]));
  return { id, text, measures, rankings: {}, documents: {} };
}

const data: BrowserData = {
  measures: ["m"],
  baseline: "first",
  compared: ["mini"],
  relevantFrom: 1,
  baselineIsFirstStage: true,
  queries: [
    query("q1", "Vitamin D and bones", { first: 0.5, mini: 0.4 }),
    query("q2", "Bones of contention", { first: 0.1, mini: 0.9 }),
    query("q3", "Statins", { first: 0.3, mini: 0.1 + 0.2 }),
    query("q4", "Zinc and bones", { first: 0.2, mini: 0.5 }),
    query("q5", "Unmeasured", { first: 0.2 }),
  ],
};
const all = { system: "mini", measure: "m", filter: "all", sort: "gain", search: "" } as const;
const idsOf = (choice: Parameters<typeof chooseQueries>[1]): string[] =>
  chooseQueries(data, choice).chosen.map(({ id }) => id);

describe("which queries are listed", () => {
  it.each([
    ["gain", ["q2", "q4", "q3", "q1", "q5"]],
    ["loss", ["q1", "q3", "q4", "q2", "q5"]],
    ["change", ["q2", "q4", "q1", "q3", "q5"]],
    ["given", ["q1", "q2", "q3", "q4", "q5"]],
  ] as const)("sorted by %s", (sort, ids) => {
    expect(idsOf({ ...all, sort })).toEqual(ids);
  });

  it.each([
    ["better", ["q2", "q4"]],
    ["worse", ["q1"]],
    // 0.1 + 0.2 is not 0.3, and yet it is the same.
    ["same", ["q3"]],
  ] as const)("only %s", (filter, ids) => {
    expect(idsOf({ ...all, filter })).toEqual(ids);
  });

  it("every word of the search, in text or id, whatever the case; counts follow it", () => {
    const { chosen, counts } = chooseQueries(data, { ...all, search: "BONES and" });
    expect(chosen.map(({ id }) => id)).toEqual(["q4", "q1"]);
    expect(counts).toEqual({ all: 2, better: 1, worse: 1, same: 0 });
    expect(idsOf({ ...all, search: "Q3" })).toEqual(["q3"]);
    expect(idsOf({ ...all, search: "no such" })).toEqual([]);
  });

  it("with the baseline alone, all in the order given", () => {
    expect(idsOf({ ...all, system: undefined })).toEqual(["q1", "q2", "q3", "q4", "q5"]);
  });
});

it("what rounding leaves is no difference", () => {
  expect([1e-12, -1e-12, 0.001, -0.001].map(kindOf)).toEqual(["same", "same", "better", "worse"]);
});
