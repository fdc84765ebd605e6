import type { Reranker } from "@secondpass/core";
import type { Check } from "../check.ts";
import { manyTexts } from "./lists.ts";
import { allScores } from "./scores.ts";

/** Warms up and reranks three texts. */
export function answers(name: string, create: () => Reranker): Check {
  return {
    name,
    async run() {
      await using reranker = create();
      await reranker.warmup();
      const documents = manyTexts(3);
      allScores(await reranker.rerank({ query: "copper letter", documents }), documents.length);
      return "answers";
    },
  };
}
