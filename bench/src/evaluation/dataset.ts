import { readFileSync } from "node:fs";
import { readBeirQrels, readCorpus, readQueries } from "./beir.ts";
import { arrayField, type Complain, idField, numberField, objectOf, textField } from "./fields.ts";
import { type Hit, trecOrder } from "./order.ts";
import { readQrels, readRun } from "./trec.ts";
import type { Dataset } from "./types.ts";

/** Where the parts of a collection lie. */
export interface DatasetFiles {
  /** BEIR's corpus.jsonl. */
  readonly corpus: string;
  /** BEIR's queries.jsonl, or id, tab, text. */
  readonly queries: string;
  /** BEIR's, with a heading, where the name ends in .tsv; else TREC's. */
  readonly qrels: string;
  /** A ranking in TREC form. */
  readonly run: string;
}

/** Where the parts of a collection lie whose hits carry their texts. */
export interface HitListFiles {
  /** A list of `{ query, hits: [{ qid, docid, content, score }] }`. */
  readonly hits: string;
  readonly qrels: string;
}

/**
 * Reads a collection whose documents, queries, judgements and first stage are files of their own. All are read whole: meant
 * for collections of up to some hundred megabytes.
 *
 * @throws Error naming file, line and field.
 */
export function readDataset({ corpus, queries, qrels, run }: DatasetFiles): Dataset {
  return {
    queries: readQueries(queries),
    documents: readCorpus(corpus),
    qrels: readAnyQrels(qrels),
    run: readRun(run),
  };
}

/**
 * Reads a collection whose first stage is a JSON list of queries with their hits, texts included, as rank_llm publishes them.
 * The order of the hits is trec_eval's: by score, not by rank.
 *
 * @throws Error naming file, place and field.
 */
export function readHitLists({ hits: file, qrels }: HitListFiles): Dataset {
  const queries = new Map<string, string>();
  const documents = new Map<string, string>();
  const run = new Map<string, readonly string[]>();
  for (const [at, entry] of jsonList(file).entries()) {
    const list = readHitList(entry, (message) => new Error(`${file}: [${at}]${message}`));
    if (queries.has(list.id)) throw new Error(`${file}: [${at}] query ${list.id} comes twice`);
    queries.set(list.id, list.query);
    for (const { document, content } of list.hits) documents.set(document, content);
    run.set(list.id, trecOrder(list.hits));
  }
  return { queries, documents, qrels: readAnyQrels(qrels), run };
}

interface HitList {
  readonly id: string;
  readonly query: string;
  readonly hits: readonly (Hit & { readonly content: string })[];
}

function readHitList(entry: unknown, complainAt: Complain): HitList {
  const complain: Complain = (message) => complainAt(` ${message}`);
  const object = objectOf(entry, complain);
  const ids = new Set<string>();
  const hits = arrayField(object, "hits", complain).map((value, at) => {
    const complainHit: Complain = (message) => complainAt(`.hits[${at}] ${message}`);
    const hit = objectOf(value, complainHit);
    ids.add(idField(hit, "qid", complainHit));
    return {
      document: idField(hit, "docid", complainHit),
      content: textField(hit, "content", complainHit),
      score: numberField(hit, "score", complainHit),
    };
  });
  const [id] = ids;
  if (id === undefined || ids.size > 1) throw complain("hits must belong to one query, and there must be some");
  if (new Set(hits.map(({ document }) => document)).size < hits.length) throw complain("hits hold a document twice");
  return { id, query: textField(object, "query", complain), hits };
}

function readAnyQrels(file: string): Dataset["qrels"] {
  return file.endsWith(".tsv") ? readBeirQrels(file) : readQrels(file);
}

function jsonList(file: string): readonly unknown[] {
  let list: unknown;
  try {
    list = JSON.parse(readFileSync(file, "utf8"));
  } catch (cause) {
    if (cause instanceof SyntaxError) throw new Error(`${file}: is no JSON`, { cause });
    throw cause;
  }
  if (!Array.isArray(list)) throw new Error(`${file}: must hold a list`);
  return list;
}
