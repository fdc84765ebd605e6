export { compatible } from "./compatible.ts";
export type { Dialect, DialectAnswer, DialectRequest, ErrorRule } from "./dialect.ts";
export { type DialectName, dialects } from "./dialects.ts";
export {
  infinity,
  infinityProvider,
  llamacpp,
  llamacppProvider,
  mixedbread,
  mixedbreadProvider,
  together,
  togetherProvider,
  vllm,
  vllmProvider,
} from "./named.ts";
export type { CompatibleOptions, EndpointOptions } from "./options.ts";
export { compatibleProvider } from "./provider.ts";
