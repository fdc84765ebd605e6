export { type AnswerSize, answerLimit } from "./answer-limit.ts";
export { type ApiKey, type KeySource, resolveApiKey } from "./api-key.ts";
export {
  type CallOptionCheck,
  checkCallOptions,
  checkOptions,
  type OptionCheck,
  type OptionRule,
  type OptionRules,
  optionRules,
} from "./check-options.ts";
export { createHttp, type Http, type HttpOptions, type HttpRequest, type JsonAnswer } from "./create-http.ts";
export type { Failure, FailureReader, FailureReading } from "./failure.ts";
export { instructionIgnored } from "./instruction-ignored.ts";
export { toJson } from "./json-body.ts";
export type { Answer } from "./read-answer.ts";
export { countOf, memberOf, readScores, type ScoreShape } from "./read-scores.ts";
export { parseRetryAfter } from "./retry-after.ts";
export { revisionOf } from "./revision-of.ts";
export { callSdk, type SdkCall, sdkBaseUrl } from "./sdk-call.ts";
