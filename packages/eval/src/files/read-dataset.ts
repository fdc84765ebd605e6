import type { Dataset, Run } from "../types.ts";
import { type DatasetPaths, findDatasetFiles } from "./dataset-files.ts";
import { candidateTexts, corpusTexts, judgedQueries, listsOfJudged } from "./fit-dataset.ts";
import { readNamedQrels } from "./read-qrels.ts";
import { readNamedRun } from "./read-run.ts";
import { textSource } from "./text-source.ts";

/** What to read, and how much of it. */
export interface DatasetOptions extends DatasetPaths {
  /** Documents of each list whose texts are needed. Default: all. The lists stay whole. */
  readonly depth?: number | undefined;
  /** Also read the texts of judged documents that no list has, as training needs them. Default false. */
  readonly judgedTexts?: boolean | undefined;
}

/** A test collection; where no run was given it lacks the first stage, which the caller makes of all documents. */
export interface OpenedDataset extends Omit<Dataset, "firstStage"> {
  readonly firstStage?: Run | undefined;
  /** What does not fit together and was left out, or counts in some way: with counts, for people. */
  readonly warnings: readonly string[];
}

/**
 * Reads a test collection and sees that its parts fit together. It then holds the queries that are judged and have a text, in
 * the order of the judgements; their lists; and the texts of the candidates, or of the whole corpus where there is no run.
 *
 * What is left out, or lacking in part, is a warning with its count: evaluating a part of a collection must work. A candidate
 * that the corpus lacks has the text "".
 *
 * @throws InputError naming file, line and field; the two files of which nothing fits together; or the part that is not given.
 */
export async function readDataset(options: DatasetOptions): Promise<OpenedDataset> {
  const files = await findDatasetFiles(options);
  const warnings: string[] = [];
  const warn = (message: string): void => void warnings.push(message);
  const judgements = { from: files.qrels.name, qrels: await readNamedQrels(files.qrels) };
  const first = files.run && { from: files.run.name, ...(await readNamedRun(files.run)) };
  const queriesFrom = textSource("queries", files.queries, first?.queries, first?.from);
  const corpus = textSource("corpus", files.corpus, first?.documents, first?.from);
  const { qrels, queries } = await judgedQueries(judgements, queriesFrom, warn);
  const judged = { ...judgements, qrels };
  if (!first) {
    return { name: files.name, queries, documents: await corpusTexts(judged, corpus, warn), qrels, warnings };
  }
  const firstStage = listsOfJudged(first, judged, warn);
  const documents = await candidateTexts({ ...first, run: firstStage }, judged, corpus, options, warn);
  return { name: files.name, queries, documents, qrels, firstStage, warnings };
}
