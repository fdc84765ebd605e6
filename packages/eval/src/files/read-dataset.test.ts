import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readDataset } from "./read-dataset.ts";

const cwd = mkdtempSync(join(tmpdir(), "secondpass-dataset-"));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

function write(name: string, text: string): string {
  mkdirSync(dirname(join(cwd, name)), { recursive: true });
  writeFileSync(join(cwd, name), text);
  return name;
}

const corpus = write(
  "beir/corpus.jsonl",
  '{"_id":"a","title":"A","text":"first"}\n{"_id":"b","text":"second"}\n{"_id":"c","text":"third"}\n',
);
const queries = write(
  "beir/queries.jsonl",
  '{"_id":"7","text":"which one"}\n{"_id":"8","text":"and then"}\n{"_id":"9","text":"train"}\n',
);
write("beir/qrels/test.tsv", "query-id\tcorpus-id\tscore\n8\tb\t1\n7\ta\t2\n");
write("beir/qrels/train.tsv", "query-id\tcorpus-id\tscore\n9\tc\t1\n");
const qrels = write("qrels.txt", "7 0 a 2\n8 0 b 1\n");
const run = write("run.trec", "7 Q0 b 1 2 t\n7 Q0 a 2 1 t\n8 Q0 b 1 2 t\n");
const files = { qrels, queries, corpus, run, cwd };

const ids = (map: ReadonlyMap<string, unknown> | undefined): string[] => [...(map?.keys() ?? [])];

describe("a folder as BEIR has it", () => {
  it("holds the test split and the whole corpus, and no first stage", async () => {
    const dataset = await readDataset({ folder: "beir", cwd });
    expect(dataset).toEqual({
      name: "beir",
      queries: new Map([
        ["8", "and then"],
        ["7", "which one"],
      ]),
      documents: new Map([
        ["a", "A first"],
        ["b", "second"],
        ["c", "third"],
      ]),
      qrels: new Map([
        ["8", new Map([["b", 1]])],
        ["7", new Map([["a", 2]])],
      ]),
      warnings: [],
    });
  });

  it("another split, or judgements and a run of their own", async () => {
    const trained = await readDataset({ folder: join(cwd, "beir"), split: "train" });
    expect([trained.name, ...ids(trained.queries), ...trained.warnings]).toEqual(["beir", "9"]);
    const mixed = await readDataset({ folder: "beir", qrels, run, cwd });
    expect([ids(mixed.queries), ids(mixed.firstStage), ids(mixed.documents)]).toEqual([
      ["7", "8"],
      ["7", "8"],
      ["a", "b"],
    ]);
  });

  it.each([
    [{ folder: "absent" }, "absent: no such folder"],
    [{ folder: "qrels.txt" }, "qrels.txt: is a file; name the dataset's folder, or each of its files"],
    [{ folder: "." }, "qrels/test.tsv: no such file; the folder has no judgements"],
    [
      { folder: "beir", split: "dev" },
      "beir/qrels/dev.tsv: no such file; the splits are test, train. Name another split",
    ],
    [{ split: "dev", qrels }, "a split belongs to a dataset's folder"],
    [{}, "no judgements: name a dataset's folder, or the file of judgements (qrels)"],
    [{ qrels, queries }, "the texts of the documents are missing: name the file that holds them (corpus)"],
    [{ qrels, corpus }, "the texts of the queries are missing: name the file that holds them (queries)"],
    [
      { qrels, queries: "queries.txt", corpus },
      "queries.txt: unknown kind of file; queries and documents come in .jsonl or .tsv",
    ],
    [{ ...files, run: "absent.trec" }, "absent.trec: cannot be read: no such file"],
    [{ ...files, run: "beir" }, "beir: cannot be read: it is a folder"],
  ])("%j is refused", async (paths, message) => {
    await expect(readDataset({ cwd, ...paths })).rejects.toThrow(message);
  });
});

describe("files of their own", () => {
  it("are put together; only the candidates' texts are kept, to the depth that is asked for", async () => {
    const dataset = await readDataset({ ...files, depth: 1 });
    expect(dataset.name).toBe("qrels");
    write("shop/qrels.test.txt", "7 0 a 2\n8 0 b 1\n");
    expect((await readDataset({ ...files, qrels: "shop/qrels.test.txt" })).name).toBe("shop/qrels.test");
    expect(dataset.warnings).toEqual([]);
    expect(dataset.firstStage?.get("7")?.documents).toEqual(["b", "a"]);
    expect([...dataset.documents]).toEqual([["b", "second"]]);
    expect(ids((await readDataset({ ...files, depth: 1, judgedTexts: true })).documents)).toEqual(["a", "b"]);
  });

  it("hit lists bring their texts", async () => {
    const hit = { qid: 7, docid: "a", content: "text of a", score: 1 };
    const hits = write("hits.json", JSON.stringify([{ query: "which one", hits: [hit] }]));
    const dataset = await readDataset({ qrels: write("one.jsonl", '{"qid":7,"relevant":["a"]}'), run: hits, cwd });
    expect([...dataset.queries, ...dataset.documents]).toEqual([
      ["7", "which one"],
      ["a", "text of a"],
    ]);
    expect(dataset.firstStage?.get("7")?.documents).toEqual(["a"]);
  });

  it.each([
    [
      "judged queries without a text",
      { qrels: "7 0 a 2\n8 0 b 1\nx 0 a 1\ny 0 a 1\n" },
      ['2 of 4 judged queries (such as "x") are without a text in beir/queries.jsonl, and left out'],
    ],
    [
      "a blank query",
      { queries: "7\twhich one\n8\t  \n" },
      [
        '1 of 2 judged queries (such as "8") are without a text in t.queries.tsv, and left out',
        '1 of 2 queries of run.trec (such as "8") are not judged, and left out',
      ],
    ],
    [
      "queries that are not judged",
      { run: "7 Q0 a 1 2 t\n8 Q0 b 1 2 t\n9 Q0 c 1 2 t\n" },
      ['1 of 3 queries of t.run (such as "9") are not judged, and left out'],
    ],
    [
      "queries that found nothing",
      { run: "7 Q0 a 1 2 t\n" },
      ['1 of 2 judged queries (such as "8") are not in t.run: they found nothing, and count as 0'],
    ],
    [
      "candidates without a text",
      { run: "7 Q0 a 1 2 t\n7 Q0 z 2 1 t\n8 Q0 b 1 2 t\n" },
      ['1 of 3 candidates of t.run (such as "z") are not in beir/corpus.jsonl, and without a text'],
    ],
  ])("%s are counted", async (_, texts, warnings) => {
    const dataset = await readDataset({ ...files, ...writeAll(texts) });
    expect(dataset.warnings).toEqual(warnings);
    expect(ids(dataset.qrels)).toEqual(ids(dataset.queries));
    for (const { documents } of dataset.firstStage?.values() ?? []) {
      for (const id of documents) expect(dataset.documents.get(id)).toBeTypeOf("string");
    }
  });

  it("judged documents that the whole corpus lacks are counted", async () => {
    const { warnings } = await readDataset({ ...files, run: undefined, ...writeAll({ qrels: "7 0 a 2\n8 0 z 1\n" }) });
    expect(warnings).toEqual([
      '1 of 2 judged documents (such as "z") are not in beir/corpus.jsonl, and cannot be found',
    ]);
  });

  it.each([
    [
      { queries: "q7\twhich one\n" },
      'no query of qrels.txt has a text in t.queries.tsv; do they belong together? One has the id "7"',
    ],
    [
      { run: "q7 Q0 a 1 2 t\n" },
      'no query of t.run is judged in qrels.txt and has a text; do they belong together? One has the id "q7", the other "7"',
    ],
    [
      { run: "7 Q0 D1 1 2 t\n" },
      'no document of t.run is in beir/corpus.jsonl; do they belong together? One has the id "D1"',
    ],
    [
      { qrels: "7 0 D1 1\n", run: undefined },
      'no document judged in t.qrels is in beir/corpus.jsonl; do they belong together? One has the id "D1", the other "a"',
    ],
    [{ queries: "7\twhich\nno tab\n" }, "t.queries.tsv:2: a line has 2 fields"],
  ])("%j fits nothing, or is malformed", async (texts, message) => {
    await expect(readDataset({ ...files, ...writeAll(texts) })).rejects.toThrow(message);
  });
});

/** Writes files named after what they hold; undefined stays. */
function writeAll(texts: Readonly<Record<string, string | undefined>>): Record<string, string | undefined> {
  const extension: Record<string, string> = { queries: ".tsv" };
  return Object.fromEntries(
    Object.entries(texts).map(([what, text]) => [what, text && write(`t.${what}${extension[what] ?? ""}`, text)]),
  );
}
