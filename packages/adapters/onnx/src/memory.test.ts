import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { modelFolder } from "./__fixtures__/model-folder.ts";
import type { OnnxOptions } from "./options.ts";

const script = join(import.meta.dirname, "__fixtures__", "measure-memory.js");

/** What a process of its own took at most above the loaded model, in MB. */
async function growth(options: OnnxOptions, documents: "mixed" | "many"): Promise<number> {
  const args = ["--expose-gc", script, JSON.stringify(options), documents];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  const { before, peak } = JSON.parse(stdout) as { before: number; peak: number };
  return peak - before;
}

it("100 documents of up to a million characters take at most 80 MB for each of two workers", async () => {
  expect(await growth({}, "mixed")).toBeLessThan(2 * 80);
});

// With a model of random weights, so that it takes seconds: what grows with the list is texts and tokens, not the model.
it.each(["one-label", "bi-encoder"])("10,000 documents of 1 kB take at most 250 MB in all: %s", async (name) => {
  expect(await growth({ model: modelFolder(name) }, "many")).toBeLessThan(250);
});
