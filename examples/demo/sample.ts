import { fileURLToPath } from "node:url";
import { type Dataset, readDataset } from "@secondpass/bench/evaluation";

/** The sample collection beside the examples. */
export function readSample(): Dataset {
  // From examples/dist/demo.
  const folder = new URL("../../sample/", import.meta.url);
  const path = (name: string): string => fileURLToPath(new URL(name, folder));
  return readDataset({
    corpus: path("corpus.jsonl"),
    queries: path("queries.jsonl"),
    qrels: path("qrels/test.tsv"),
    run: path("first-stage.trec"),
  });
}
