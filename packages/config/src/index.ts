export type { StackSurroundings } from "./build-stack.ts";
export { createReranker } from "./create-reranker.ts";
export { explainConfig } from "./explain-config.ts";
export { namedProviders } from "./named-providers.ts";
export { didYouMean, nearest } from "./nearest.ts";
export { parseConfig } from "./parse-config.ts";
export type { FilePlan } from "./read-file.ts";
export type {
  Calibrated,
  ParsedConfig,
  ProviderConfig,
  Providers,
  RerankerConfig,
  Resilience,
  Shorthand,
} from "./reranker-config.ts";
export { type ResilienceDefaults, resilienceDefaults } from "./settings-schema.ts";
export type { PlannedReranker, Setting, StackPlan } from "./stack-plan.ts";
