import { expect, it } from "vitest";
import type { Dataset } from "../types.ts";
import { candidatesWithPositives } from "./candidates-with-positives.ts";

const dataset: Dataset = {
  name: "test",
  queries: new Map(),
  documents: new Map(["a", "b", "c", "d"].map((id) => [id, id])),
  qrels: new Map([
    ["q", new Map(Object.entries({ d: 1, a: 2, c: 0, gone: 1 }))],
    ["not found", new Map([["b", 1]])],
  ]),
  firstStage: new Map([
    ["q", { documents: ["a", "lost", "b", "c"], scores: [4, 3, 2, 1] }],
    ["not judged", { documents: ["a"], scores: [1] }],
  ]),
};

it("puts what the first stage missed behind what it found, as far as there are texts", () => {
  expect([...candidatesWithPositives(dataset, { depth: 3 })]).toEqual([
    ["q", { documents: ["a", "b", "d"], scores: [4, 2, null] }],
    ["not found", { documents: ["b"], scores: [null] }],
  ]);
});

it("adds only what is relevant enough", () => {
  const found = candidatesWithPositives(dataset, { relevantFrom: 2 });
  expect([...found.values()].map(({ documents }) => documents)).toEqual([["a", "b", "c"], []]);
});
