import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { modelFolder } from "./__fixtures__/model-folder.ts";

const script = join(import.meta.dirname, "__fixtures__/measure-memory.js");

async function measure(model: string, list: string): Promise<{ readonly growth: number; readonly scored: number }> {
  const { stdout } = await promisify(execFile)(process.execPath, [script, model, list]);
  return JSON.parse(stdout);
}

it("100 documents of any length take at most 80 MB a worker above the loaded model", async () => {
  const { growth, scored } = await measure("default", "mixed");
  expect(scored).toBe(100);
  expect(growth).toBeLessThan(2 * 80);
});

// With a small model: what a list takes depends on its length, not on the model's width.
it("10,000 documents of 1 kB take at most 250 MB in all", async () => {
  const { growth, scored } = await measure(modelFolder("one-label"), "many");
  expect(scored).toBe(10_000);
  expect(growth).toBeLessThan(250);
});
