import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readQrels } from "./read-qrels.ts";
import { readRun } from "./read-run.ts";
import { readTexts } from "./read-texts.ts";
import { writeFileAtomically } from "./write-file-atomically.ts";
import { writeQrels, writeRun } from "./write-formats.ts";

const folder = mkdtempSync(join(tmpdir(), "secondpass-formats-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string): string => join(folder, name);

it("what is written is read again", async () => {
  const run = new Map([["q", { documents: ["b", "a", "c"], scores: [2, 2, null] }]]);
  const qrels = new Map([["q", new Map([["a", 2]])]]);
  await writeRun(at("run.trec"), run);
  await writeQrels(at("qrels.txt"), qrels);
  expect((await readRun(at("run.trec"))).get("q")?.documents).toEqual(["b", "a", "c"]);
  expect(readFileSync(at("run.trec"), "utf8")).toMatch(/^q Q0 b 1 2 secondpass\n/);
  expect(await readQrels(at("qrels.txt"))).toEqual(qrels);
});

describe("writeFileAtomically", () => {
  it("leaves what was there, and nothing else, where the content fails", async () => {
    writeFileSync(at("kept.txt"), "before");
    const before = readdirSync(folder);
    async function* failing(): AsyncGenerator<string> {
      yield "half";
      throw new Error("no more");
    }
    await expect(writeFileAtomically(at("kept.txt"), failing())).rejects.toThrow("no more");
    await expect(writeRun(at("kept.txt"), new Map([["a b", { documents: [], scores: [] }]]))).rejects.toThrow(/"a b"/);
    expect(readFileSync(at("kept.txt"), "utf8")).toBe("before");
    expect(readdirSync(folder)).toEqual(before);
  });

  it("replaces what was there, and says where it cannot write", async () => {
    await writeFileAtomically(at("new.txt"), Buffer.from("one"));
    await writeFileAtomically(at("new.txt"), ["t", "wo"]);
    expect(readFileSync(at("new.txt"), "utf8")).toBe("two");
    await expect(writeFileAtomically(at("absent/new.txt"), "")).rejects.toThrow(/ENOENT/);
  });
});

it("readers name the file that cannot be read, or of what line", async () => {
  await expect(readRun(at("absent"))).rejects.toThrow(`${at("absent")}: cannot be read: no such file`);
  await expect(readTexts(at("absent.tsv"))).rejects.toThrow("absent.tsv: cannot be read: no such file");
  await expect(readQrels(folder)).rejects.toThrow(`${folder}: cannot be read: it is a folder`);
  writeFileSync(at("bad.jsonl"), "{}\n");
  await expect(readQrels(at("bad.jsonl"))).rejects.toThrow('bad.jsonl:1: field "query_id"');
  writeFileSync(at("run.json"), '{"q": {"d": 1}}');
  expect((await readRun(at("run.json"))).get("q")?.documents).toEqual(["d"]);
  writeFileSync(at("qrels.json"), '{"q": {"d": 1}}');
  expect((await readQrels(at("qrels.json"))).get("q")).toEqual(new Map([["d", 1]]));
  writeFileSync(at("locked"), "");
  chmodSync(at("locked"), 0);
  const reason = process.getuid?.() === 0 ? "there is nothing in it" : "no permission to read it";
  await expect(readQrels(at("locked"))).rejects.toThrow(reason);
});

it("a file longer than a chunk is read to its end", async () => {
  const lines = Array.from({ length: 60_000 }, (_, index) => `q${index % 3} Q0 document-${index} 1 ${-index} t\n`);
  writeFileSync(at("long.trec"), lines.join(""));
  const run = await readRun(at("long.trec"));
  expect([...run.values()].map(({ documents }) => documents.length)).toEqual([20_000, 20_000, 20_000]);
  expect(run.get("q2")?.documents.at(-1)).toBe("document-59999");
});
