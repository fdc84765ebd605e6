import type { EvaluationResults, QueryResult } from "../results.ts";

/** What the page's script gets to know, from the JSON block in the page. */
export interface BrowserData {
  readonly measures: readonly string[];
  readonly baseline: string;
  /** The other systems, the one shown first first. */
  readonly compared: readonly string[];
  readonly relevantFrom: number;
  /** Then `firstStageRank` says where a document stood even below what is shown of the baseline's order. */
  readonly baselineIsFirstStage: boolean;
  readonly queries: readonly QueryResult[];
}

/**
 * Picks from the results what the page's script needs.
 *
 * @param compared the systems beside the baseline, the one shown first first.
 */
export function browserData(results: EvaluationResults, compared: readonly string[]): BrowserData {
  const { measures, baseline, systems, dataset, queries } = results;
  const first = systems.find(({ name }) => name === baseline);
  return {
    measures,
    baseline,
    compared,
    relevantFrom: dataset.relevantFrom,
    baselineIsFirstStage: first !== undefined && first.rerankerId === undefined,
    queries,
  };
}
