import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { afterAll, describe, expect, it } from "vitest";
import { statusOf } from "../exit-status.ts";
import { addDatasetArguments, type CommandDataset, type DatasetOptions, openDataset } from "./dataset-arguments.ts";

const cwd = mkdtempSync(join(tmpdir(), "secondpass-collection-"));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));
mkdirSync(join(cwd, "beir/qrels"), { recursive: true });
const write = (name: string, text: string): void => writeFileSync(join(cwd, name), text);
write(
  "beir/corpus.jsonl",
  '{"_id":"a","text":"a breaker trips"}\n{"_id":"b","title":"Load","text":"of the breaker"}\n{"_id":"c","text":"weather"}\n',
);
write("beir/queries.jsonl", '{"_id":"1","text":"breaker load"}\n{"_id":"2","text":"weather"}\n');
write("beir/qrels/test.tsv", "query-id\tcorpus-id\tscore\n1\tb\t1\n2\tc\t1\n");
write("beir/qrels/dev.tsv", "query-id\tcorpus-id\tscore\n2\tc\t1\n");
write("run.trec", "1 Q0 a 1 2 t\n1 Q0 c 2 1 t\n");

/** Reads arguments as a command would, and opens what they name. */
async function open(...args: string[]): Promise<CommandDataset & { readonly said: readonly string[] }> {
  const said: string[] = [];
  let opened: CommandDataset | undefined;
  const command = addDatasetArguments(new Command("eval").exitOverride())
    .configureOutput({ writeErr: () => {} })
    .action(async (folder: string | undefined, options: DatasetOptions) => {
      opened = await openDataset(folder, { ...options, depth: 1 }, { cwd, progress: (text) => void said.push(text) });
    });
  await command.parseAsync(args, { from: "user" });
  if (!opened) throw new Error("nothing was opened");
  return { ...opened, said };
}

describe("a collection of the command line", () => {
  it("a folder has BM25 over its corpus as first stage", async () => {
    const { dataset, firstStage, warnings, said } = await open("beir");
    expect({ name: dataset.name, firstStage, warnings }).toEqual({
      name: "beir",
      firstStage: "BM25 over the corpus, best 1000",
      warnings: [],
    });
    expect([...dataset.firstStage].map(([id, { documents }]) => [id, documents])).toEqual([
      ["1", ["b", "a"]],
      ["2", ["c"]],
    ]);
    expect(said).toEqual(["BM25 over 3 documents", ""]);
    expect([...(await open("beir", "--split", "dev")).dataset.qrels.keys()]).toEqual(["2"]);
  });

  it("a run is the first stage, and what it lacks is told", async () => {
    const { dataset, firstStage, warnings } = await open("beir", "--run", "run.trec");
    expect(firstStage).toBe("run.trec");
    expect(dataset.firstStage.get("1")?.documents).toEqual(["a", "c"]);
    expect([...dataset.documents.keys()]).toEqual(["a"]);
    expect(warnings).toEqual([expect.stringMatching(/^1 of 2 judged queries .* count as 0$/)]);
  });

  it.each([
    [[], "no collection: name DATASET_DIR, or --qrels, --queries and --corpus"],
    [["--qrels", "q"], "without DATASET_DIR, --qrels needs --queries and --corpus too"],
    [["--qrels", "q", "--corpus", "c"], "--qrels needs --queries too"],
    [["nowhere"], "nowhere: no such folder"],
    [["beir", "--qrels", "run.trec"], "run.trec:1: a judgement has 4 fields"],
    [["beir", "--run", "beir/queries.jsonl"], "beir/queries.jsonl:1: a run has 6 fields"],
    [["beir", "--split", "train"], "beir/qrels/train.tsv: no such file; the splits are dev, test"],
    [["beir", "another"], "too many arguments"],
  ])("%j is wrong usage", async (args, message) => {
    const error = await open(...args).catch((thrown: unknown) => thrown);
    expect(statusOf(error)).toBe(2);
    expect(String(error)).toContain(message);
  });
});
