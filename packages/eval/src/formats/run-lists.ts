import type { RankedList, Run } from "../types.ts";
import type { HitBuffer } from "./hit-buffer.ts";
import { inputErrorAt, quoted } from "./input-error-at.ts";
import { createListPacker, packIds, unpackIds } from "./packed-run.ts";
import { inTrecOrder, isInTrecOrder } from "./trec-order.ts";

/** Collects the lists of a run, each in trec_eval's order. */
export interface RunLists {
  /**
   * Takes the hits of a query that followed each other, without duplicates among them; the query may come again.
   *
   * @throws InputError naming the line of a document that the query has already.
   */
  add(query: string, hits: HitBuffer): void;
  run(): Run;
}

/** The hits of a query whose lines are not all together. */
interface ScatteredHits {
  readonly documents: string[];
  readonly scores: number[];
  readonly known: Set<string>;
}

/** @param name of the file, for messages. */
export function createRunLists(name: string): RunLists {
  const packer = createListPacker();
  const lists = new Map<string, RankedList>();
  const scattered = new Map<string, ScatteredHits>();

  const packed = (documents: readonly string[], scores: ArrayLike<number>): RankedList => {
    const ordered = inTrecOrder(documents, scores);
    return packer.list(packIds(ordered.documents), ordered.scores);
  };
  const spread = (query: string, { documents, scores }: RankedList): ScatteredHits => {
    const hits = { documents: [...documents], scores: Array.from(scores, Number), known: new Set(documents) };
    scattered.set(query, hits);
    return hits;
  };

  return {
    add(query, hits) {
      const before = lists.get(query);
      if (before) {
        append(scattered.get(query) ?? spread(query, before), query, hits, name);
        return;
      }
      const ids = hits.ids();
      const scores = hits.scores();
      const inOrder = isInTrecOrder(scores, () => unpackIds(ids));
      lists.set(query, inOrder ? packer.list(ids, scores) : packed(unpackIds(ids), scores));
    },
    run() {
      for (const [query, { documents, scores }] of scattered) lists.set(query, packed(documents, scores));
      scattered.clear();
      return lists;
    },
  };
}

function append({ documents, scores, known }: ScatteredHits, query: string, hits: HitBuffer, name: string): void {
  for (const [place, document] of unpackIds(hits.ids()).entries()) {
    if (known.has(document)) throw rankedTwice(name, hits.lineOf(place), document, query);
    known.add(document);
    documents.push(document);
  }
  for (const score of hits.scores()) scores.push(score);
}

/** The error of a document that a query has twice. */
export function rankedTwice(name: string, line: number, document: string, query: string): Error {
  const message = `document ${quoted(document)} is ranked twice for query ${quoted(query)}; keep one of the two lines`;
  return inputErrorAt(name, line, message);
}
