import { averagePrecision } from "./average-precision.ts";
import { bpref } from "./bpref.ts";
import { judgedShare, queryCount, relevantCount, retrievedCount } from "./counts.ts";
import { expectedReciprocalRank } from "./expected-reciprocal-rank.ts";
import type { JudgedList } from "./judged-list.ts";
import type { MeasureParameters, NamedParameter } from "./measure-parameters.ts";
import { ndcg } from "./ndcg.ts";
import {
  fMeasure,
  precision,
  recall,
  rPrecision,
  setAveragePrecision,
  setF,
  setPrecision,
  setRecall,
} from "./precision-and-recall.ts";
import { rankBiasedPrecision } from "./rank-biased-precision.ts";
import { reciprocalRank, success } from "./reciprocal-rank.ts";

/** One measure of the field, before its parameters are set. */
export interface MeasureDefinition {
  /** As ir_measures has it. */
  readonly name: string;
  /** Other names that are understood, in lower case. */
  readonly synonyms: readonly string[];
  readonly cutoff: "required" | "optional" | "none";
  /** What can be set between parentheses, with its default, in the order in which it is printed. */
  readonly parameters: Partial<Pick<MeasureParameters, NamedParameter>>;
  readonly aggregation: "mean" | "sum";
  /** For people, in a line. */
  readonly summary: string;
  readonly create: (parameters: MeasureParameters) => (list: JudgedList) => number;
}

/** Every measure, in alphabetical order. */
export const measureDefinitions: readonly MeasureDefinition[] = [
  define("AP", "optional", { rel: 1 }, averagePrecision, "average precision", ["map"]),
  define("Bpref", "none", { rel: 1 }, bpref, "how seldom judged irrelevant documents stand above relevant ones"),
  define("ERR", "optional", { max_rel: 4 }, expectedReciprocalRank, "expected reciprocal rank, of graded levels"),
  define("F", "required", { rel: 1, beta: 1 }, fMeasure, "harmonic mean of P and R at the cut-off", ["f1"]),
  define("Judged", "optional", {}, judgedShare, "share of the places whose documents are judged"),
  define("nDCG", "optional", { dcg: "log2" }, ndcg, "normalised discounted cumulative gain, of graded levels"),
  define("NumQ", "none", {}, queryCount, "number of queries", ["num_q"], "sum"),
  define("NumRel", "none", { rel: 1 }, relevantCount, "number of relevant documents", ["num_rel"], "sum"),
  define("NumRet", "none", { rel: 0 }, retrievedCount, "number of documents found", ["num_ret"], "sum"),
  define("P", "required", { rel: 1 }, precision, "share of the places that is relevant", ["precision"]),
  define("R", "required", { rel: 1 }, recall, "share of the relevant documents that is found", ["recall"]),
  define("RBP", "optional", { p: 0.8, rel: 0 }, rankBiasedPrecision, "rank-biased precision; graded without rel"),
  define("Rprec", "none", { rel: 1 }, rPrecision, "precision after as many places as there are relevant documents"),
  define("RR", "optional", { rel: 1 }, reciprocalRank, "1 / rank of the first relevant document", [
    "mrr",
    "recip_rank",
  ]),
  define("SetAP", "none", { rel: 1 }, setAveragePrecision, "SetP times SetR", ["set_map"]),
  define("SetF", "none", { rel: 1, beta: 1 }, setF, "harmonic mean of SetP and SetR", ["set_f"]),
  define("SetP", "none", { rel: 1 }, setPrecision, "precision of the whole list", ["set_p"]),
  define("SetR", "none", { rel: 1 }, setRecall, "recall of the whole list", ["set_recall"]),
  define("Success", "required", { rel: 1 }, success, "whether anything relevant is found", [
    "hit",
    "hitrate",
    "hit_rate",
  ]),
];

function define(
  name: string,
  cutoff: MeasureDefinition["cutoff"],
  parameters: MeasureDefinition["parameters"],
  create: MeasureDefinition["create"],
  summary: string,
  synonyms: readonly string[] = [],
  aggregation: MeasureDefinition["aggregation"] = "mean",
): MeasureDefinition {
  return { name, synonyms, cutoff, parameters, aggregation, summary, create };
}
