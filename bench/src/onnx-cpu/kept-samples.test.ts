import { afterAll, expect, it } from "vitest";
import { temporaryFolder } from "../testing/temporary-files.ts";
import { openKeptSamples, type SampleKey } from "./kept-samples.ts";

const folder = temporaryFolder();
afterAll(folder.remove);

const key: SampleKey = { model: "fp32", length: "short", round: 1, contender: "secondpass" };
const sample = { calls: [1], scores: [[1]], firstScoreMs: 1, peakRssMb: 1, foreignCores: 0 };

it("finds in the next run what was kept in this one, and nothing else", () => {
  const file = `${folder.path}/samples.json`;
  openKeptSamples(file, 1).keep(key, sample);
  const next = openKeptSamples(file, 1);
  expect(next.find(key)).toEqual(sample);
  expect(next.find({ ...key, round: 2 })).toBeUndefined();
  expect(() => openKeptSamples(file, 2)).toThrow(/seed 1, not 2/);
});
