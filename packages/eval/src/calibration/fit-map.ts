import { type CalibrationMap, type CalibrationMethod, type ScoreScale, sigmoidInput } from "@secondpass/core";
import { fitIsotonic } from "./fit-isotonic.ts";
import { fitPlatt, fitTemperature } from "./fit-sigmoid.ts";
import type { JudgedPair } from "./judged-pairs.ts";

/** A fit, or why there is none. */
export type Fitted = CalibrationMap | { readonly unusable: string };

/** The methods, the simplest first. */
export const calibrationMethods: readonly CalibrationMethod[] = ["temperature", "platt", "isotonic"];

/** Fits one method on judged pairs of one scale; there is at least one pair. */
export function fitMap(pairs: readonly JudgedPair[], method: CalibrationMethod, scoreScale: ScoreScale): Fitted {
  if (method === "isotonic") return { scoreScale, method, parameters: fitIsotonic(pairs) };
  const sample = {
    inputs: pairs.map(({ score }) => sigmoidInput(scoreScale, score)),
    relevant: pairs.map(({ relevant }) => relevant),
  };
  if (method === "platt") {
    const parameters = fitPlatt(sample);
    return parameters.slope > 0 ? { scoreScale, method, parameters } : { unusable: falling };
  }
  if (scoreScale !== "logit" && scoreScale !== "probability") {
    return { unusable: `a temperature is for logits and probabilities; these scores are on the scale "${scoreScale}"` };
  }
  const parameters = fitTemperature(sample);
  return parameters ? { scoreScale, method, parameters } : { unusable: falling };
}

const falling = "better scores are not more relevant";
