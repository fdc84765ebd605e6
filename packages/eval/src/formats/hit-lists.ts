import { InputError } from "../input-error.ts";
import type { RankedList, Run, Texts } from "../types.ts";
import { type ParseOptions, readWhole } from "./chunk-reader.ts";
import { type Complain, idField, jsonOfFile, numberOf, objectOf, textField } from "./json-fields.ts";
import { inTrecOrder } from "./trec-order.ts";
import { createWholeText } from "./whole-text.ts";

/** A first stage with its texts. */
export interface HitLists {
  readonly queries: Texts;
  readonly documents: Texts;
  readonly run: Run;
}

/**
 * Reads a first stage whose hits carry their texts, a JSON list of `{ query, hits: [{ qid, docid, content, score }] }`, as
 * rank_llm publishes them. The order of the hits is trec_eval's (`inTrecOrder`), not that of the list or of ranks.
 *
 * @throws InputError naming the place in the list and the field.
 */
export function parseHitLists(content: string | Uint8Array, options?: ParseOptions): HitLists {
  return readWhole(
    (name) => createWholeText(name, (text) => hitListsOf(jsonOfFile(text, name), name)),
    content,
    options,
  );
}

/** Hit lists out of parsed JSON. @throws InputError, as `parseHitLists` does. */
export function hitListsOf(value: unknown, name: string): HitLists {
  if (!Array.isArray(value)) throw new InputError(`${name}: must hold a JSON array of queries with their hits`);
  const queries = new Map<string, string>();
  const documents = new Map<string, string>();
  const run = new Map<string, RankedList>();
  for (const [at, entry] of value.entries()) {
    const list = hitListOf(entry, (message) => new InputError(`${name}: [${at}]${message}`));
    if (queries.has(list.id)) throw new InputError(`${name}: [${at}] query ${list.id} comes twice`);
    queries.set(list.id, list.query);
    for (const { document, content } of list.hits) documents.set(document, content);
    const ids = list.hits.map(({ document }) => document);
    run.set(
      list.id,
      inTrecOrder(
        ids,
        list.hits.map(({ score }) => score),
      ),
    );
  }
  if (run.size === 0) throw new InputError(`${name}: there are no queries in it`);
  return { queries, documents, run };
}

interface Hit {
  readonly query: string;
  readonly document: string;
  readonly content: string;
  readonly score: number;
}

interface HitList {
  readonly id: string;
  readonly query: string;
  readonly hits: readonly Hit[];
}

function hitListOf(entry: unknown, complainAt: Complain): HitList {
  const complain: Complain = (message) => complainAt(` ${message}`);
  const object = objectOf(entry, complain);
  if (!Array.isArray(object.hits)) throw complain('field "hits" must be an array');
  const hits = object.hits.map((hit, at) => hitOf(hit, (message) => complainAt(`.hits[${at}] ${message}`)));
  const [id, ...others] = new Set(hits.map(({ query }) => query));
  if (id === undefined || others.length > 0) throw complain('"hits" must belong to one query, and there must be some');
  if (new Set(hits.map(({ document }) => document)).size < hits.length) throw complain('"hits" hold a document twice');
  return { id, query: textField(object, "query", complain), hits };
}

function hitOf(value: unknown, complain: Complain): Hit {
  const hit = objectOf(value, complain);
  return {
    query: idField(hit, ["qid"], complain),
    document: idField(hit, ["docid"], complain),
    content: textField(hit, "content", complain),
    score: numberOf(hit.score, 'field "score"', complain),
  };
}
