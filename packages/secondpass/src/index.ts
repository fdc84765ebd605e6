export {
  defineReranker,
  defineWrapper,
  isRerankError,
  type RankedDocument,
  type RerankError,
  type RerankErrorCode,
  type Reranker,
  type RerankOptions,
  type RerankResult,
  rerank,
  rerankError,
} from "@secondpass/core";
export { resolveReranker } from "./resolve-reranker.ts";
