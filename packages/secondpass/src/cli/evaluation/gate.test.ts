import type { EvaluationResults } from "@secondpass/eval";
import { expect, it } from "vitest";
import { parseGate } from "./gate.ts";
import { shortfalls } from "./shortfalls.ts";

const same = (measure: string): string => measure;

it.each([
  ["nDCG@10=0.35", { system: undefined, measure: "nDCG@10", value: 0.35 }],
  ["onnx:nDCG@10=0.35", { system: "onnx", measure: "nDCG@10", value: 0.35 }],
  ["tei:http://host:80:RR@10=0", { system: "tei:http://host:80", measure: "RR@10", value: 0 }],
  ["AP(rel=2)@100=.5", { system: undefined, measure: "AP(rel=2)@100", value: 0.5 }],
])("%s", (text, gate) => {
  expect(parseGate(text, same)).toEqual(gate);
});

it("knows a measure by its other names", () => {
  expect(parseGate("MRR@10=0.1", (measure) => measure.replace("MRR", "RR")).measure).toBe("RR@10");
});

it.each(["nDCG@10", "=1", "nDCG@10=", "nDCG@10=high", "onnx:=1", ""])("%j is told how it is written", (text) => {
  expect(() => parseGate(text, same)).toThrow("is no [NAME:]METRIC=VALUE; write nDCG@10=0.35");
});

const estimate = (mean: number) => ({ mean, low: mean, high: mean });
const results = {
  systems: [
    { name: "first stage", measures: { "nDCG@10": estimate(0.1) } },
    { name: "a", measures: { "nDCG@10": estimate(0.3) } },
    { name: "b", measures: { "nDCG@10": estimate(0.5) } },
  ],
} as unknown as EvaluationResults;

it("holds every reranker to a bound without name, and not the first stage", () => {
  const gates = [{ measure: "nDCG@10", value: 0.4 }];
  expect(shortfalls(results, gates)).toEqual(["a: nDCG@10 is 0.3000, below 0.4"]);
});

it("holds the one named to its bound, which it may just reach", () => {
  expect(shortfalls(results, [{ system: "b", measure: "nDCG@10", value: 0.5 }])).toEqual([]);
  expect(shortfalls(results, [{ system: "b", measure: "nDCG@10", value: 0.51 }])).toHaveLength(1);
  expect(shortfalls(results, [{ system: "first stage", measure: "nDCG@10", value: 0.2 }])).toHaveLength(1);
});
