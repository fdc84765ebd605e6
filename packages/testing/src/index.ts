export {
  checkLaw,
  checkReranker,
  type KnownAnswer,
  type Law,
  laws,
  plainKnownAnswer,
  type RerankObjects,
  type Subject,
  type Verdict,
} from "./laws.ts";
export { subjectAround } from "./subject-around.ts";
export { testReranker } from "./test-reranker.ts";
