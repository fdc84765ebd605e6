import type { ScoreScale } from "@secondpass/core";

/** A mean with the interval that holds it. */
export interface Estimate {
  readonly mean: number;
  /** Bounds of the 95 % bootstrap interval. */
  readonly low: number;
  readonly high: number;
}

/** How long calls took, in milliseconds; warm-up apart. */
export interface LatencyFigures {
  readonly calls: number;
  readonly meanMs: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
}

/** What the calls of a system used up. Members are missing where the provider does not tell. */
export interface CostFigures {
  readonly requests?: number | undefined;
  readonly tokens?: number | undefined;
  readonly searchUnits?: number | undefined;
  readonly usd?: number | undefined;
  readonly usdPerThousandQueries?: number | undefined;
}

/** One order of the same candidates: the first stage's, or a reranker's. */
export interface SystemResult {
  /** Unique among the systems. */
  readonly name: string;
  /** Missing for the first stage. */
  readonly rerankerId?: string | undefined;
  readonly revision?: string | undefined;
  readonly scoreScale?: ScoreScale | undefined;
  /** By measure. */
  readonly measures: Readonly<Record<string, Estimate>>;
  readonly latency?: LatencyFigures | undefined;
  readonly cost?: CostFigures | undefined;
  /** How many answers came about in which way; degraded ones count with the order that they gave. */
  readonly outcomes?: Readonly<Record<"reranked" | "partial" | "fallback" | "first-stage", number>> | undefined;
}

/** One system against the baseline, on one measure, over the same queries. */
export interface ComparisonResult {
  readonly system: string;
  readonly baseline: string;
  readonly measure: string;
  /** Mean difference, system − baseline, with its 95 % bootstrap interval. */
  readonly difference: Estimate;
  /** Of the paired randomisation test, two-sided. */
  readonly p: number;
  /** `p` after Holm's correction over all systems compared on this measure. */
  readonly adjustedP: number;
  /** Of the paired t-test, two-sided. */
  readonly tTestP: number;
  /** Queries on which the system was better, worse and equal. */
  readonly wins: number;
  readonly losses: number;
  readonly ties: number;
  /** "better" and "worse" where `adjustedP` < 0.05. */
  readonly verdict: "better" | "worse" | "no difference shown";
}

/** What reaches a prompt of a few documents or tokens, mean over queries. */
export interface ContextEffect {
  readonly system: string;
  /** Share of queries with at least one relevant document in the prompt. */
  readonly hitRate: number;
  /** Share of the relevant documents that are in the prompt. */
  readonly recall: number;
  /** Share of the prompt's text (in characters) that is of documents judged relevant. */
  readonly relevantShare: number;
}

/** One bin of a reliability diagram. */
export interface ReliabilityBin {
  readonly low: number;
  readonly high: number;
  readonly count: number;
  /** Mean of what was predicted, and share of what was relevant. */
  readonly predicted: number;
  readonly observed: number;
}

/** How far scores that claim to be probabilities can be believed. */
export interface ReliabilityResult {
  readonly system: string;
  readonly bins: readonly ReliabilityBin[];
  /** Expected calibration error, 0…1, and Brier score. */
  readonly ece: number;
  readonly brier: number;
}

/** A document in one system's order of one query. */
export interface ShownDocument {
  readonly id: string;
  readonly score: number | null;
}

/** One query, to look at. */
export interface QueryResult {
  readonly id: string;
  readonly text: string;
  /** System → measure → value. */
  readonly measures: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** System → the head of its order. */
  readonly rankings: Readonly<Record<string, readonly ShownDocument[]>>;
  /** Every document of `rankings`: the beginning of its text, its judged level (null: not judged), its place in the first stage (from 1). */
  readonly documents: Readonly<
    Record<string, { readonly text: string; readonly level: number | null; readonly firstStageRank: number | null }>
  >;
}

/** What an evaluation found: `results.json`, and what the report shows. Plain data. */
export interface EvaluationResults {
  readonly version: 1;
  /** ISO 8601. */
  readonly madeAt: string;
  readonly dataset: {
    readonly name: string;
    /** Queries that are judged and were evaluated. */
    readonly queries: number;
    readonly documents: number;
    readonly judgements: number;
    /** From which level on a document counts as relevant where a measure or a share needs to know. */
    readonly relevantFrom: number;
    /** Candidates of each query that were reranked. */
    readonly depth: number;
    /** What the first stage is, for people. */
    readonly firstStage: string;
  };
  /** Canonical names; the first is the one that verdicts go by. */
  readonly measures: readonly string[];
  /** The system that others are compared with. */
  readonly baseline: string;
  /** In the order in which they were given; the first stage first. */
  readonly systems: readonly SystemResult[];
  /** The best that any reordering of the candidates could reach, by measure. */
  readonly ceiling: Readonly<Record<string, number>>;
  readonly comparisons: readonly ComparisonResult[];
  readonly context?:
    | { readonly size: number; readonly unit: "documents" | "tokens"; readonly effects: readonly ContextEffect[] }
    | undefined;
  readonly reliability?: readonly ReliabilityResult[] | undefined;
  readonly queries: readonly QueryResult[];
  readonly warnings: readonly string[];
}
