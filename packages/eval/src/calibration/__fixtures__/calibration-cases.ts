import { readFileSync } from "node:fs";
import type { ScoreScale } from "@secondpass/core";
import type { JudgedPair, PredictedPair } from "../judged-pairs.ts";

interface Bins {
  readonly predicted: readonly number[];
  readonly observed: readonly number[];
  readonly counts: readonly number[];
  readonly ece: number;
}

/** Made-up scores and what scikit-learn finds on them; see make_calibration.py. */
export interface CalibrationCase {
  readonly name: string;
  readonly scale: ScoreScale;
  readonly scores: readonly number[];
  readonly relevant: readonly boolean[];
  readonly weights?: readonly number[];
  readonly sigmoidCalibration: { readonly slope: number; readonly intercept: number };
  readonly platt: { readonly slope: number; readonly intercept: number };
  readonly temperatureSlope: number;
  readonly isotonic: { readonly scores: readonly number[]; readonly values: readonly number[] };
  readonly auc: number;
  readonly weightedAuc: number | null;
  readonly predicted: readonly number[];
  readonly brier: number;
  readonly logLoss: number;
  readonly equalMass: Bins;
  readonly equalWidth: Bins;
}

interface Fixture {
  readonly cases: readonly CalibrationCase[];
  readonly wilson: readonly { readonly relevant: number; readonly kept: number; readonly low: number }[];
}

export const { cases, wilson }: Fixture = JSON.parse(readFileSync(new URL("./calibration.json", import.meta.url), "utf8"));

export function pairsOf({ scores, relevant }: CalibrationCase): readonly JudgedPair[] {
  return scores.map((score, at) => ({ query: `q${at}`, score, relevant: relevant[at] as boolean }));
}

export function predictionsOf({ predicted, relevant }: CalibrationCase): readonly PredictedPair[] {
  return predicted.map((probability, at) => ({ query: `q${at}`, probability, relevant: relevant[at] as boolean }));
}
