import { describe, expect, it } from "vitest";
import { createRandom } from "../random.ts";
import type { RankedList } from "../types.ts";
import { rerankedAtDepth } from "./reranked-at-depth.ts";

const listOf = (text: string): RankedList => ({ documents: [...text], scores: [...text].map(() => null) });

/** What a reranker that scores each document by itself makes of the first so many: best first, equal ones as they were. */
function rerank(firstStage: RankedList, scores: ReadonlyMap<string, number>, depth: number): RankedList {
  const scoreOf = (id: string): number => scores.get(id) as number;
  const head = firstStage.documents.slice(0, depth).toSorted((one, other) => scoreOf(other) - scoreOf(one));
  const tail = firstStage.documents.slice(depth);
  return { documents: [...head, ...tail], scores: [...head.map(scoreOf), ...tail.map(() => null)] };
}

describe("rerankedAtDepth", () => {
  it("is what reranking so many gives, at every depth, ties included", () => {
    const random = createRandom(4);
    for (let draw = 0; draw < 100; draw++) {
      const firstStage = listOf("abcdefghijkl".slice(0, 1 + Math.floor(random() * 12)));
      const scores = new Map(firstStage.documents.map((id) => [id, Math.floor(random() * 5)]));
      const full = rerank(firstStage, scores, 10);
      for (let depth = 0; depth <= 10; depth++) {
        expect(rerankedAtDepth(firstStage, full, depth)).toEqual(rerank(firstStage, scores, depth));
      }
    }
  });

  it("leaves documents behind that the reranker did not give back", () => {
    const partial = { documents: ["c", "a"], scores: [2, 1] };
    expect(rerankedAtDepth(listOf("abcd"), partial, 3)).toEqual({
      documents: ["c", "a", "b", "d"],
      scores: [2, 1, null, null],
    });
  });

  it("takes no document that the first stage lacks, and ids that are names of built-in properties", () => {
    const firstStage = { documents: ["__proto__", "constructor"], scores: [1, 0] };
    const reranked = { documents: ["other", "constructor", "__proto__"], scores: [3, 2, 1] };
    expect(rerankedAtDepth(firstStage, reranked, 2)).toEqual({
      documents: ["constructor", "__proto__"],
      scores: [2, 1],
    });
  });
});
