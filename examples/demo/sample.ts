import { fileURLToPath } from "node:url";
import type { Dataset } from "@secondpass/eval";
import { readDataset } from "@secondpass/eval/files";

/** The sample collection beside the examples. */
export async function readSample(): Promise<Dataset> {
  // From examples/dist/demo.
  const folder = new URL("../../sample/", import.meta.url);
  const path = (name: string): string => fileURLToPath(new URL(name, folder));
  const { firstStage = new Map(), ...parts } = await readDataset({
    corpus: path("corpus.jsonl"),
    queries: path("queries.jsonl"),
    qrels: path("qrels/test.tsv"),
    run: path("first-stage.trec"),
  });
  return { ...parts, firstStage };
}
