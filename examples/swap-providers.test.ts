import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";

it("answers the same from each provider, by its own reranker", async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [join(import.meta.dirname, "dist/swap-providers.js")]);
  expect(stdout.trim().split("\n")).toEqual([
    expect.stringMatching(/^cohere:\S+, reranked: You get a refund within five days\.$/),
    expect.stringMatching(/^jina:\S+, reranked: You get a refund within five days\.$/),
    expect.stringMatching(/^tei:\S+, reranked: You get a refund within five days\.$/),
  ]);
});
