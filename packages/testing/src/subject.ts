import type { Reranker, RerankOptions, RerankResult } from "@secondpass/core";

/** A question whose answer nobody doubts. */
export interface KnownAnswer {
  readonly query: string;
  /** Not about the query. */
  readonly others: readonly string[];
  /** The document that must win. */
  readonly best: string;
}

/** How an application reranks objects of its own: core's `rerank`, or something that stands in for it. */
export type RerankObjects = <T>(
  options: RerankOptions<T> & { readonly text: (document: T) => string },
) => Promise<RerankResult<T>>;

/**
 * What is put under the laws, and what it can do. A capability that is absent skips the laws that need it, with the reason.
 */
export interface Subject {
  /** A fresh reranker; each law makes its own and closes it. */
  readonly create: () => Reranker | Promise<Reranker>;
  /** A reranker whose backend never answers, for aborts, budgets and close in mid-flight. */
  readonly createHanging?: (() => Reranker | Promise<Reranker>) | undefined;
  /** A reranker whose backend fails and says `text` in its error, for what may be quoted. */
  readonly createFailing?: ((text: string) => Reranker | Promise<Reranker>) | undefined;
  /** A reranker whose backend's answer is this value, whatever it is (over HTTP: this JSON body). */
  readonly createAnswering?: ((answer: unknown) => Reranker | Promise<Reranker>) | undefined;
  /** A reranker whose backend sends its rows in the order that `permute` gives them. */
  readonly createShuffled?:
    | ((permute: <Row>(rows: readonly Row[]) => Row[]) => Reranker | Promise<Reranker>)
    | undefined;
  /** For wrappers: puts the wrapper under test around `inner`. */
  readonly wrap?: ((inner: Reranker) => Reranker) | undefined;
  /**
   * true: where its backend fails or the budget ends it answers in first-stage order instead of failing, as a stack does that is
   * not strict. The laws then want that answer, in time. Default false.
   */
  readonly failsOpen?: boolean | undefined;
  /** How an application calls it. Default core's `rerank`. */
  readonly rerank?: RerankObjects | undefined;
  /** false: it may hand back fewer documents than it was given, because it cuts on purpose. Default true. */
  readonly exhaustive?: boolean | undefined;
  /** The question that it must answer right; false where it ranks nothing (random weights). Default: one that shared words answer. */
  readonly knownAnswer?: KnownAnswer | false | undefined;
  /** How far scores may differ that must be equal. Default 1e-6. */
  readonly tolerance?: number | undefined;
  /** Runs of each property. Default 200. */
  readonly runs?: number | undefined;
  /** Seed of every property; a failure prints it. Default 20261121. */
  readonly seed?: number | undefined;
}

/** The default known answer. */
export const plainKnownAnswer: KnownAnswer = {
  query: "how long does a tortoise live",
  others: [
    "The train leaves platform nine at noon.",
    "Butter melts in a warm pan.",
    "She painted the fence green.",
    "A violin has four strings.",
  ],
  best: "A giant tortoise can live for over a hundred years, and live longer than its keeper.",
};
