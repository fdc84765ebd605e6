import { defineReranker, type Reranker } from "@secondpass/core";
import { testReranker } from "@secondpass/testing";
import { type ScriptedOptions, scriptedReranker } from "@secondpass/testing/scripted";
import { lexical } from "../../adapters/lexical/src/index.ts";
import { withCircuitBreaker } from "./with-circuit-breaker.ts";

const wrap = (inner: Reranker): Reranker => withCircuitBreaker(inner);
const make = (options?: ScriptedOptions): Reranker => wrap(scriptedReranker(options));

testReranker("a circuit breaker around the scripted reranker", {
  wrap,
  create: () => make(),
  createHanging: () => make({ otherwise: { hang: true } }),
  createFailing: (text) => make({ otherwise: { fail: new Error(text) } }),
  createAnswering: (answer) => make({ otherwise: { answer } }),
  createShuffled: (permute) =>
    wrap(
      defineReranker({
        id: "scripted:shuffled",
        traits: { scoreScale: "similarity", pointwise: true },
        score: async (request) => ({ scores: permute((await scriptedReranker().rerank(request)).ranking) }),
      }),
    ),
});

testReranker("a circuit breaker around the lexical reranker", { wrap, create: () => wrap(lexical()) });
