import { join } from "node:path";
import { createRandom, type Qrels, type Random } from "@secondpass/eval";
import { writeFileAtomically, writeQrels } from "@secondpass/eval/files";

/** How much there is to evaluate. */
export interface InputSize {
  readonly queries: number;
  /** Documents that each query found. */
  readonly depth: number;
  readonly seed: number;
}

/** Files to evaluate. */
export interface Inputs {
  readonly qrels: string;
  readonly run: string;
}

/** Ids are numbers below this, as many as MS MARCO has passages. */
const collectionSize = 8_841_823;
const judgedPerQuery = 10;

/**
 * Makes a run and judgements by seed, shaped like a BM25 run over MS MARCO's passages: ids of up to seven digits, scores of
 * six decimals that fall by more than single precision tells apart. Each query has ten judgements, levels 0 to 3, half of
 * them of documents that it found.
 */
export async function makeInputs(folder: string, { queries, depth, seed }: InputSize): Promise<Inputs> {
  const random = createRandom(seed);
  const qrels = new Map<string, Map<string, number>>();
  const files = { qrels: join(folder, "qrels.txt"), run: join(folder, "run.trec") };
  await writeFileAtomically(files.run, runLines(queries, depth, random, qrels));
  await writeQrels(files.qrels, qrels as Qrels);
  return files;
}

function* runLines(
  queries: number,
  depth: number,
  random: Random,
  qrels: Map<string, Map<string, number>>,
): Generator<string> {
  for (let query = 0; query < queries; query++) {
    const id = String(1_000_000 + query);
    const documents = distinctIds(depth, random);
    qrels.set(id, judgementsOf(documents, random));
    let score = 20 + 10 * random();
    yield documents
      .map((document, at) => {
        score -= 0.001 + 0.02 * random();
        return `${id} Q0 ${document} ${at + 1} ${score.toFixed(6)} bm25\n`;
      })
      .join("");
  }
}

function distinctIds(count: number, random: Random): readonly string[] {
  const ids = new Set<string>();
  while (ids.size < count) ids.add(String(Math.floor(random() * collectionSize)));
  return [...ids];
}

/** Better documents come early more often than late. */
function judgementsOf(documents: readonly string[], random: Random): Map<string, number> {
  const judgements = new Map<string, number>();
  for (let times = 0; times < judgedPerQuery; times++) {
    const found = documents[Math.floor(random() ** 4 * documents.length)] as string;
    const id = times % 2 === 0 ? found : String(collectionSize + times);
    judgements.set(id, Math.floor(random() * 4));
  }
  return judgements;
}
