import { readFileSync } from "node:fs";
import type { Qrels, Run } from "../../types.ts";

/** Rows of a file whose fields white space parts; nothing is checked. */
function rows(file: URL): readonly (readonly string[])[] {
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.filter((line) => line !== "" && !line.startsWith("#")).map((line) => line.trim().split(/\s+/));
}

/** Judgements of a TREC file, for tests of measures alone. */
export function readTestQrels(file: URL): Qrels {
  const qrels = new Map<string, Map<string, number>>();
  for (const [query = "", , document = "", level] of rows(file)) {
    const judgements = qrels.get(query) ?? new Map<string, number>();
    qrels.set(query, judgements.set(document, Number(level)));
  }
  return qrels;
}

/** A TREC file's run, for tests of measures alone. */
export function readTestRun(file: URL): Run {
  const scores = new Map<string, Map<string, number>>();
  for (const [query = "", , document = "", , score] of rows(file)) {
    const documents = scores.get(query) ?? new Map<string, number>();
    scores.set(query, documents.set(document, Number(score)));
  }
  return orderAsTrecEval(scores);
}

/** Lists by descending score, ties by descending id, as trec_eval orders them; ids must be ASCII. */
export function orderAsTrecEval(scores: ReadonlyMap<string, ReadonlyMap<string, number>>): Run {
  return new Map(
    [...scores].map(([query, documents]) => {
      const ordered = [...documents].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? 1 : -1));
      return [query, { documents: ordered.map(([id]) => id), scores: ordered.map(([, score]) => score) }];
    }),
  );
}

/** What trec_eval printed: measure, space, query or "all" → figure as it is written. */
export function readTrecEvalOutput(file: URL): ReadonlyMap<string, string> {
  return new Map(rows(file).map(([measure, query, value = ""]) => [`${measure} ${query}`, value]));
}
