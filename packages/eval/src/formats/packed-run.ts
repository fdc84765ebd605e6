import type { RankedList } from "../types.ts";

/** What parts ids from each other; no id of a run holds a blank. */
const separator = " ";

/** Makes the lists of one run. */
export interface ListPacker {
  /**
   * @param ids parted by single blanks, best first.
   * @param scores parallel to them.
   */
  list(ids: string, scores: Float64Array): RankedList;
}

/** Ids as one text. */
export function packIds(documents: readonly string[]): string {
  return documents.join(separator);
}

/** The ids of such a text. */
export function unpackIds(ids: string): string[] {
  return ids.split(separator);
}

/**
 * Keeps the ids of a list as one text and takes them apart when they are asked for: a run of millions of hits needs the bytes
 * of its ids and 8 for each score, in place of a string and a reference for each hit. What was taken apart last is kept, so
 * that `list.documents[i]` may stand in a loop.
 */
export function createListPacker(): ListPacker {
  let lastIds = "";
  let last: readonly string[] = [];
  return {
    list: (ids, scores) => ({
      get documents() {
        if (ids !== lastIds) {
          last = unpackIds(ids);
          lastIds = ids;
        }
        return last;
      },
      scores,
    }),
  };
}
