export { testHttpAdapter } from "./http/test-http-adapter.ts";
export {
  checkHttpLaw,
  type HttpEndpoint,
  type HttpLaw,
  type HttpSubject,
  type HttpWire,
  httpLaws,
  mutateBody,
} from "./http-laws.ts";
