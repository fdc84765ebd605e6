export { renderReport } from "./report/render-report.ts";
export type { EvaluationResults } from "./results.ts";
