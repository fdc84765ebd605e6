import type { Limits, RerankerTraits } from "@secondpass/core";

/** A reranker's traits in one line for a person. */
export function describeTraits({ scoreScale, pointwise, limits, device, revision }: RerankerTraits): string {
  const parts = [
    `score scale ${scoreScale}`,
    pointwise ? "pointwise: long lists are split" : "listwise: a list is never split",
    ...describeLimits(limits ?? {}),
    ...(device === undefined ? [] : [`on ${device}`]),
    ...(revision === undefined ? [] : [`revision ${revision}`]),
  ];
  return parts.join(" · ");
}

function describeLimits({ maxDocuments, maxTokensPerPair, maxTotalTokens, maxBytes }: Limits): readonly string[] {
  return [
    ...(maxDocuments === undefined ? [] : [`${maxDocuments} documents a request`]),
    ...(maxTokensPerPair === undefined ? [] : [`${maxTokensPerPair} tokens a pair`]),
    ...(maxTotalTokens === undefined ? [] : [`${maxTotalTokens} tokens a request`]),
    ...(maxBytes === undefined ? [] : [`${maxBytes} bytes a request`]),
  ];
}
