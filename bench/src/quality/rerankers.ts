import { defineReranker, type Reranker } from "@secondpass/core";

/** The rerankers that can be measured, by name. Each is loaded when it is asked for. */
export const rerankers: Readonly<Record<string, () => Promise<Reranker>>> = {
  lexical: async () => (await import("@secondpass/lexical")).lexical(),
  none: async () => keepOrder(),
};

/** Leaves every list as it is: the check that measuring by itself changes nothing. */
function keepOrder(): Reranker {
  return defineReranker({
    id: "bench:none",
    traits: { scoreScale: "rank", pointwise: false },
    score: async ({ documents }) => ({ order: documents.map((_, index) => index) }),
  });
}
