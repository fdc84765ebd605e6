import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Dataset } from "@secondpass/eval";
import { type DatasetPaths, readDataset } from "@secondpass/eval/files";

/** A collection's name: also its folder's. */
export type CollectionName = "cranfield" | "scifact" | "dl19";

/** All names, in the order of the report. */
export const collectionNames: readonly CollectionName[] = ["cranfield", "scifact", "dl19"];

/** Reads each collection from the folder that holds all of them. */
export const collections: Readonly<Record<CollectionName, (folder: string) => Promise<Dataset>>> = {
  cranfield: (folder) =>
    read({
      corpus: join(folder, "cranfield/corpus.jsonl"),
      queries: join(folder, "cranfield/queries.tsv"),
      qrels: join(folder, "cranfield/qrels.txt"),
      run: join(folder, "cranfield/run.bm25.top100.trec"),
    }),
  scifact: (folder) =>
    read({
      corpus: join(folder, "scifact/corpus.jsonl"),
      queries: join(folder, "scifact/queries.test.tsv"),
      qrels: join(folder, "scifact/qrels.test.txt"),
      run: join(folder, "scifact/run.bm25.top100.trec"),
    }),
  dl19: (folder) =>
    read({
      run: join(folder, "dl19/bm25-top100.dl19.json"),
      qrels: join(folder, "dl19/qrels.dl19-passage.txt"),
    }),
};

/** A collection whose first stage is a run. @throws Error where something in it does not fit: all of these fit. */
async function read(paths: DatasetPaths): Promise<Dataset> {
  const { firstStage, warnings, ...parts } = await readDataset(paths);
  if (!firstStage || warnings.length > 0) throw new Error(`the collection is damaged: ${warnings.join("; ")}`);
  return { ...parts, firstStage };
}

/** Where the collections lie unless told otherwise: beside the repository. */
export const defaultFolder: string = fileURLToPath(new URL("../../../../shared/assets", import.meta.url));

/** Whether a folder holds a collection. */
export function hasCollection(folder: string, name: CollectionName): boolean {
  return existsSync(join(folder, name));
}
