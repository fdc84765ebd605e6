export type {
  Asked,
  Dialect,
  DialectSettings,
  ProviderLimits,
  Refusal,
  Row,
  SeenRequest,
  ServerFlags,
  WireAnswer,
} from "./dialect.ts";
export { dialects } from "./dialects.ts";
export { type ProviderServer, type ProviderServerOptions, startProvider } from "./provider-server.ts";
export type { JsonFault } from "./scan-json.ts";
export { wireSubject } from "./wire-subject.ts";
