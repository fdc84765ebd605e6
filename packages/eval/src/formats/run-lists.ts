import type { RankedList, Run } from "../types.ts";
import { createHitBuffer, type HitBuffer } from "./hit-buffer.ts";
import { createListPacker, packIds, unpackIds } from "./packed-run.ts";
import { inTrecOrder, isInTrecOrder } from "./trec-order.ts";

/** Collects the lists of a run, each in trec_eval's order. */
export interface RunLists {
  /** Takes the hits of a query that has none yet, out of a buffer that may be used again. */
  add(query: string, hits: HitBuffer): void;
  /** The hits of a query that has some, for more to be added; undefined where it has none. */
  reopen(query: string): HitBuffer | undefined;
  run(): Run;
}

/** Makes an empty collection. */
export function createRunLists(): RunLists {
  const packer = createListPacker();
  const lists = new Map<string, RankedList>();
  const reopened = new Map<string, HitBuffer>();

  const listOf = (hits: HitBuffer): RankedList => {
    const ids = hits.ids();
    const scores = hits.scores();
    if (isInTrecOrder(scores, () => unpackIds(ids))) return packer.list(ids, scores);
    const ordered = inTrecOrder(unpackIds(ids), scores);
    return packer.list(packIds(ordered.documents), ordered.scores);
  };

  return {
    add: (query, hits) => void lists.set(query, listOf(hits)),
    reopen(query) {
      const list = lists.get(query);
      if (!list) return undefined;
      const hits = reopened.get(query) ?? bufferOf(list);
      reopened.set(query, hits);
      return hits;
    },
    run() {
      for (const [query, hits] of reopened) lists.set(query, listOf(hits));
      reopened.clear();
      return lists;
    },
  };
}

const encoder = new TextEncoder();

function bufferOf({ documents, scores }: RankedList): HitBuffer {
  const hits = createHitBuffer();
  for (const [at, document] of documents.entries()) {
    const bytes = encoder.encode(document);
    hits.add(bytes, 0, bytes.length, scores[at] as number);
  }
  return hits;
}
