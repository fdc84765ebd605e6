import type { CalibrationArtefact } from "@secondpass/core";
import type { Estimate } from "../results.ts";
import type { JudgedPairs } from "./judged-pairs.ts";

/** Of queries, of relevant documents and of others. */
const least = 10;

/** Why there is too little to learn from, if there is. */
export function tooFew(
  { queries, pairs, relevant }: CalibrationArtefact["counts"],
  judged: JudgedPairs,
): string | undefined {
  const needed = `at least ${least} are needed`;
  if (relevant < least) return `there are ${relevant} relevant documents among those scored; ${needed}`;
  if (pairs - relevant < least) {
    const hint =
      judged.unjudged === "skip" && judged.withoutJudgement > 0
        ? `; ${judged.withoutJudgement} are not judged, and can be counted as not relevant`
        : "";
    return `there are ${pairs - relevant} documents judged not relevant among those scored; ${needed}${hint}`;
  }
  return queries < least ? `there are ${queries} judged queries; ${needed}` : undefined;
}

/** Why the scores do not tell relevant documents from others, if they do not. */
export function indistinct(apart: Estimate | undefined): string | undefined {
  if (!apart || apart.low > 0.5) return undefined;
  const [mean, low, high] = [apart.mean, apart.low, apart.high].map((one) => one.toFixed(3));
  const how = apart.high < 0.5 ? "relevant documents score lower than others" : "chance could have done it";
  return `${how}: the area under the ROC curve is ${mean} (95 % interval ${low} to ${high}), 0.5 is chance`;
}
