import { defineReranker, type Reranker } from "@secondpass/core";
import type { Dataset } from "@secondpass/eval";
import type { Similarity } from "@secondpass/onnx";

/** The rerankers that can be measured, by name. Each is loaded when it is asked for, and made anew for each collection. */
export const rerankers: Readonly<Record<string, (dataset: Dataset) => Promise<Reranker>>> = {
  lexical: async () => (await import("@secondpass/lexical")).lexical(),
  "lexical-statistics": async ({ documents }) => {
    const { corpusStatistics, lexical } = await import("@secondpass/lexical");
    return lexical({ statistics: corpusStatistics(documents.values()) });
  },
  cosine: () => bundledModel("cosine"),
  maxsim: () => bundledModel("maxsim"),
  both: () => bundledModel("both"),
  none: async () => keepOrder(),
};

/** A document comes up in the lists of many queries; remembered, it is encoded once. Scores stay the same. */
const documentCache = 3 * 1024 ** 3;

async function bundledModel(similarity: Similarity): Promise<Reranker> {
  const { onnx } = await import("@secondpass/onnx");
  return onnx({ similarity, documentCache });
}

/** Leaves every list as it is: the check that measuring by itself changes nothing. */
function keepOrder(): Reranker {
  return defineReranker({
    id: "bench:none",
    traits: { scoreScale: "rank", pointwise: false },
    score: async ({ documents }) => ({ order: documents.map((_, index) => index) }),
  });
}
