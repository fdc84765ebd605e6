import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { KeptAnswer } from "../experiment/answer-store.ts";
import { InputError } from "../input-error.ts";
import { openAnswerFile } from "./answer-file.ts";

const answer: KeptAnswer = {
  rerankerId: "a:1",
  revision: undefined,
  scoreScale: "logit",
  usage: { tokens: 3 },
  durationMs: 1.5,
  ranking: [
    { index: 1, score: 2 },
    { index: 0, score: null },
  ],
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "answers-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

it("gives back what an earlier process kept, in folders that it makes", async () => {
  const path = join(folder, "a/b/c.jsonl");
  {
    using file = openAnswerFile(path);
    expect([file.kept, file.get("k")]).toEqual([0, undefined]);
    await file.put("k", answer);
    expect(file.get("k")).toEqual(answer);
  }
  using again = openAnswerFile(path);
  expect([again.kept, again.get("k"), again.get("other")]).toEqual([1, answer, undefined]);
});

it.each([1, 7, 40])("drops a line that lacks its last %d bytes, and goes on behind the whole ones", async (missing) => {
  const path = join(folder, "c.jsonl");
  {
    using file = openAnswerFile(path);
    await file.put("first", answer);
    await file.put("second", answer);
  }
  writeFileSync(path, readFileSync(path).subarray(0, -missing));
  {
    using file = openAnswerFile(path);
    expect([file.kept, file.get("second")]).toEqual([1, undefined]);
    await file.put("second", answer);
  }
  using again = openAnswerFile(path);
  expect([again.get("first"), again.get("second")]).toEqual([answer, answer]);
});

it("begins again where even the heading was cut short", () => {
  const path = join(folder, "c.jsonl");
  writeFileSync(path, '{"secondp');
  openAnswerFile(path)[Symbol.dispose]();
  using file = openAnswerFile(path);
  expect(file.kept).toBe(0);
});

it("leaves somebody else's file as it is", () => {
  const path = join(folder, "notes.txt");
  writeFileSync(path, "one line\nand half of");
  expect(() => openAnswerFile(path)).toThrow(InputError);
  expect(() => openAnswerFile(path)).toThrow(`${path}:1: is no file of kept answers`);
  expect(readFileSync(path, "utf8")).toBe("one line\nand half of");
});

it.each(["{}", "garbage", '{"key":1}', "null"])("names the line that is damaged: %s", (line) => {
  const path = join(folder, "c.jsonl");
  openAnswerFile(path)[Symbol.dispose]();
  appendFileSync(path, `${line}\n`);
  expect(() => openAnswerFile(path)).toThrow(`${path}:2: is no kept answer; delete the line or the file`);
});
