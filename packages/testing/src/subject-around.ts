import { defineReranker, type Reranker } from "@secondpass/core";
import { type ScriptedOptions, scriptedReranker } from "./scripted.ts";
import type { Subject } from "./subject.ts";

/** A subject with every capability, for a reranker made around the scripted one; a wrapper's needs `wrap` beside it. */
export function subjectAround(around: (inner: Reranker) => Reranker): Subject {
  const make = (options?: ScriptedOptions): Reranker => around(scriptedReranker(options));
  return {
    create: () => make(),
    createHanging: () => make({ otherwise: { hang: true } }),
    createFailing: (text) => make({ otherwise: { fail: new Error(text) } }),
    createAnswering: (answer) => make({ otherwise: { answer } }),
    createShuffled: (permute) =>
      around(
        defineReranker({
          id: "scripted:shuffled",
          traits: { scoreScale: "similarity", pointwise: true },
          score: async (request) => ({ scores: permute((await scriptedReranker().rerank(request)).ranking) }),
        }),
      ),
  };
}
