import {
  defineReranker,
  defineWrapper,
  type Limits,
  type Reranker,
  type RerankRequest,
  rerank,
  type ScoreContext,
} from "@secondpass/core";
import { type CallInput, randomNumbers } from "./texts.ts";

/** One way of asking for a ranking. */
export interface OverheadCase {
  readonly name: string;
  /** One call; resolves to the places of the documents, best first. */
  call(input: CallInput): Promise<readonly { readonly index: number }[]>;
}

/** The case that the others are compared with. */
export const baseline = "bare";

const query = "which of these passages answers the question";

/** More than any call takes, so that the timer is set and cleared but never fires. */
const timeoutMs = 60_000;

/** Never exceeded here, so that the list stays whole: what is timed is finding that out. */
const limits: Limits = { maxDocuments: 1_000, maxBytes: 10_000_000 };

interface Answer {
  readonly scores: readonly { readonly index: number; readonly score: number }[];
}

type Score = (request: RerankRequest, context: ScoreContext) => Promise<Answer>;

/**
 * The cases for lists of one length. All share a `score` that answers at once with the same prepared rows, so that what
 * differs is what is around it; all are given a caller's abort signal, and a time budget where they take one.
 */
export function overheadCases(count: number): readonly OverheadCase[] {
  const score = preparedScore(count);
  const reranker = rerankerOf(score);
  const wrapper = defineWrapper(reranker, { rerank: (request, given) => reranker.rerank(request, given) });
  const { signal } = new AbortController();
  const options = { signal, timeoutMs };
  const context = { signal, remainingMs: () => timeoutMs };
  const direct = (name: string, asked: Reranker): OverheadCase => ({
    name,
    call: async ({ texts }) => (await asked.rerank({ query, documents: texts }, options)).ranking,
  });
  return [
    { name: baseline, call: ({ texts }) => byHand(score, { query, documents: texts }, context) },
    direct("reranker.rerank", reranker),
    {
      name: "rerank() with objects",
      call: async ({ objects }) => (await rerank({ reranker, query, documents: objects, ...options })).ranking,
    },
    direct("wrapper.rerank", wrapper),
    direct("reranker.rerank with limits", rerankerOf(score, limits)),
  ];
}

function rerankerOf(score: Score, given?: Limits): Reranker {
  return defineReranker({
    id: "bench:prepared",
    traits: { scoreScale: "probability", pointwise: true, limits: given },
    score,
  });
}

/** What an application without the library would write: ask, then sort what came back. */
async function byHand(score: Score, request: RerankRequest, context: ScoreContext): Promise<Answer["scores"]> {
  const { scores } = await score(request, context);
  return [...scores].sort((a, b) => b.score - a.score);
}

function preparedScore(count: number): Score {
  const random = randomNumbers(count);
  const answer = { scores: Array.from({ length: count }, (_, index) => ({ index, score: random() })) };
  return () => Promise.resolve(answer);
}
