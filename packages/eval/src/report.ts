export type { EvaluationResults } from "./results.ts";
