export type { ParsedConfig, RerankerConfig, StackSurroundings } from "@secondpass/config";
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
export type { ConfigLocation } from "./config-file/open-config.ts";
export { createReranker } from "./create-reranker.ts";
export type { KnownProviders, OnnxConfig } from "./known-providers.ts";
export { type LoadedConfig, loadConfig } from "./load-config.ts";
export { resolveReranker } from "./resolve-reranker.ts";
