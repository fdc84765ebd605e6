import { defineReranker, type PairScore, type Reranker, type Warning } from "@secondpass/core";
import { type Bm25Parameters, type Collection, collectionOf, createScorer, defaultParameters } from "./bm25.ts";
import type { CorpusStatistics } from "./corpus-statistics.ts";
import { countDocuments, countQuery } from "./count-words.ts";
import { checkOptions, type LexicalOptions } from "./options.ts";
import { createPace } from "./pace.ts";
import { revisionOf } from "./revision.ts";

const id = "lexical:bm25";

/**
 * A reranker that compares words: BM25 (formula and sources at `createScorer`) over the request's candidates, in process.
 * No key, no model, no download; words are found by `segmentWords`, in any script, without stemming or stop words.
 *
 * Its scale is "unknown": a BM25 score grows with the query's length and the rarity of its words, so scores of two queries do
 * not compare and no threshold fits. A document without any of the query's words scores 0. Without `statistics` a score
 * also depends on the other candidates, and the reranker is not pointwise; with them it is.
 *
 * @throws RerankError `misconfigured` naming the option, what is allowed and what was given.
 */
export function lexical(options: LexicalOptions = {}): Reranker {
  const { k1 = defaultParameters.k1, b = defaultParameters.b, statistics } = checkOptions(options);
  const parameters = { k1, b };
  const corpus = statistics && collectionFrom(statistics);
  return defineReranker({
    id,
    traits: {
      scoreScale: "unknown",
      pointwise: corpus !== undefined,
      deterministic: true,
      revision: revisionOf(parameters, corpus),
    },
    async score({ query, documents, instruction }, { signal }) {
      const scores = await scoreAll(query, documents, parameters, corpus, signal);
      return { scores, warnings: instruction === undefined ? [] : [instructionIgnored] };
    },
  });
}

const instructionIgnored: Warning = {
  code: "instruction_ignored",
  message: `${id} compares words and takes no instruction; it was ignored`,
};

async function scoreAll(
  query: string,
  documents: readonly string[],
  parameters: Bm25Parameters,
  corpus: Collection | undefined,
  signal: AbortSignal,
): Promise<readonly PairScore[]> {
  const pace = createPace(signal);
  const terms = await countQuery(query, pace);
  const counted = await countDocuments(documents, terms, pace);
  const scoreOf = createScorer(terms, corpus ?? collectionOf(counted), parameters);
  return counted.map((document, index) => ({ index, score: scoreOf(document) }));
}

/** The caller's plain data as a Map, in which "constructor" and "__proto__" are words like any other. */
function collectionFrom({ documentCount, averageLength, documentFrequency }: CorpusStatistics): Collection {
  return { documentCount, averageLength, documentFrequency: new Map(Object.entries(documentFrequency)) };
}
