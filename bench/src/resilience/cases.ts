import { defineReranker, type Reranker, type RerankRequest, type RerankResponse } from "@secondpass/core";
import { resilient } from "@secondpass/resilience";
import { baseline, type OverheadCase } from "../overhead/cases.ts";
import { randomNumbers } from "../overhead/texts.ts";
import { loadPeers, type Peers } from "./peers.ts";

/** The state that the backend is in. */
export type Condition = "healthy" | "open";

const query = "which of these passages answers the question";

/** A reranker that answers at once with prepared scores. */
function preparedReranker(count: number): Reranker {
  const random = randomNumbers(count);
  const answer = { scores: Array.from({ length: count }, (_, index) => ({ index, score: random() })) };
  return defineReranker({
    id: "bench:prepared",
    traits: { scoreScale: "probability", pointwise: true },
    score: async () => answer,
  });
}

/** What an application writes itself where nobody answers: the order that came in. */
const firstStage = ({ documents }: RerankRequest) => ({
  ranking: documents.map((_, index) => ({ index, score: null })),
});

/**
 * Every way of calling the same reranker behind the same kinds of protection; with `open`, after each breaker was opened for good.
 *
 * @param close ends what would keep the process alive.
 */
export async function resilienceCases(
  count: number,
  condition: Condition,
): Promise<{ readonly cases: readonly OverheadCase[]; close(): Promise<void> }> {
  const reranker = preparedReranker(count);
  const stack = resilient(reranker);
  const { signal } = new AbortController();
  const options = { signal, timeoutMs: 1_900 };
  const peers = await loadPeers();
  if (condition === "open") for (const { breaker } of stack.breakers) breaker.forceOpen();
  const bare: OverheadCase =
    condition === "healthy"
      ? {
          name: baseline,
          call: async ({ texts }) => (await reranker.rerank({ query, documents: texts }, options)).ranking,
        }
      : { name: baseline, call: async ({ texts }) => firstStage({ query, documents: texts }).ranking };
  const ours: OverheadCase = {
    name: "secondpass: the whole stack",
    call: async ({ texts }) => (await stack.rerank({ query, documents: texts }, options)).ranking,
  };
  const others = peers ? peerCases(peers, (request) => reranker.rerank(request, options), condition) : undefined;
  return {
    cases: [bare, ours, ...(others?.cases ?? [])],
    async close() {
      await stack.close();
      others?.close();
    },
  };
}

function peerCases(
  { cockatielStack, opossumBreaker }: Peers,
  ask: (request: RerankRequest) => Promise<RerankResponse>,
  condition: Condition,
): { readonly cases: readonly OverheadCase[]; close(): void } {
  type Ranking = Pick<RerankResponse, "ranking">;
  // cockatiel's fallback is told nothing of the call, so the request is handed to it beside; calls here are one after the other.
  let asked: RerankRequest = { query, documents: [] };
  const cockatiel = cockatielStack(async () => firstStage(asked));
  const opossum = opossumBreaker(
    (input) => ask(input as RerankRequest),
    (input) => firstStage(input as RerankRequest),
  );
  if (condition === "open") {
    cockatiel.open();
    opossum.open();
  }
  return {
    cases: [
      {
        name: "cockatiel: time limit, breaker, retry, fallback",
        async call({ texts }) {
          asked = { query, documents: texts };
          return ((await cockatiel.call(() => ask(asked))) as Ranking).ranking;
        },
      },
      {
        name: "opossum: time limit, breaker, fallback",
        call: async ({ texts }) => ((await opossum.call({ query, documents: texts })) as Ranking).ranking,
      },
    ],
    close: opossum.close,
  };
}
