import { defineReranker, type Surroundings } from "../define-reranker.ts";
import type { RerankerDefinition, ScoreContext, Scored } from "../definition.ts";
import type { RerankRequest } from "../request.ts";
import type { Reranker } from "../reranker.ts";
import type { RerankerTraits } from "../traits.ts";

/** A reranker and everything that its `score` was handed. */
export interface Scripted {
  readonly reranker: Reranker;
  readonly requests: RerankRequest[];
  readonly contexts: ScoreContext[];
}

/** A definition of which only the remarkable parts are given. */
export interface Script extends Partial<Omit<RerankerDefinition, "traits">> {
  readonly traits?: Partial<RerankerTraits>;
}

/** A reranker whose documents say their own score: "0.7 anything". */
export function scripted({ traits, score = scoreByText, ...rest }: Script = {}, surroundings?: Surroundings): Scripted {
  const requests: RerankRequest[] = [];
  const contexts: ScoreContext[] = [];
  const definition: RerankerDefinition = {
    id: "scripted:1",
    traits: { scoreScale: "probability", pointwise: true, ...traits },
    ...rest,
    score(request, context) {
      requests.push(request);
      contexts.push(context);
      return score(request, context);
    },
  };
  return { reranker: defineReranker(definition, surroundings), requests, contexts };
}

/** Scores each document by the number that it starts with; one that starts with "x" is deliberately unscored. */
export async function scoreByText({ documents }: RerankRequest): Promise<Scored> {
  const scores = documents.map((text, index) => ({ index, score: text.startsWith("x") ? null : Number.parseFloat(text) }));
  return { scores };
}
