import type { CalibrationMap, IsotonicParameters } from "./calibration-artefact.ts";

/** No probability is nearer to 0 or 1: no number of judgements supports such certainty, and logarithms stay finite. */
const nearest = 1e-9;

/** A float32 probability that is not 1 is no nearer to it, and what a sigmoid has rounded away cannot be had back. */
const nearestLogit = 1e-7;

/**
 * The function that turns a score into a probability. It never falls as the score rises, and lies between 1e-9 and
 * 1 − 1e-9 for whatever finite score.
 *
 * Platt and temperature work on the logit of scores that are probabilities: there a sigmoid has already bent what they would bend.
 * Isotonic curves go from knot to knot in straight lines, so that unequal scores stay unequal where steps would make them
 * equal; beyond the outermost knots they approach 0 and 1, half of what is left for each width of the fitted range.
 */
export function calibratedScore(map: CalibrationMap): (score: number) => number {
  const raw = curve(map);
  return (score) => Math.min(1 - nearest, Math.max(nearest, raw(score)));
}

/** What a sigmoid is fitted on: the score, or the logit of a score that is a probability. */
export function sigmoidInput(scoreScale: CalibrationMap["scoreScale"], score: number): number {
  if (scoreScale !== "probability") return score;
  const inside = Math.min(1 - nearestLogit, Math.max(nearestLogit, score));
  return Math.log(inside) - Math.log1p(-inside);
}

function curve(map: CalibrationMap): (score: number) => number {
  const { method, parameters, scoreScale } = map;
  if (method === "isotonic") return isotonicCurve(parameters);
  const [slope, intercept] =
    method === "platt" ? [parameters.slope, parameters.intercept] : [1 / parameters.temperature, 0];
  return (score) => sigmoid(slope * sigmoidInput(scoreScale, score) + intercept);
}

/** 1 / (1 + e^−x), without overflow. */
function sigmoid(x: number): number {
  if (x >= 0) return 1 / (1 + Math.exp(-x));
  const power = Math.exp(x);
  return power / (1 + power);
}

function isotonicCurve({ scores, probabilities }: IsotonicParameters): (score: number) => number {
  const [lowest, highest] = [scores[0] as number, scores.at(-1) as number];
  const [first, last] = [probabilities[0] as number, probabilities.at(-1) as number];
  const width = highest - lowest || 1;
  return (score) => {
    if (score <= lowest) return first / (1 + (lowest - score) / width);
    if (score >= highest) return 1 - (1 - last) / (1 + (score - highest) / width);
    const above = firstAbove(scores, score);
    const [x0, x1] = [scores[above - 1] as number, scores[above] as number];
    const [p0, p1] = [probabilities[above - 1] as number, probabilities[above] as number];
    return Math.min(p1, p0 + (p1 - p0) * ((score - x0) / (x1 - x0)));
  };
}

/** The first place whose number is above `value`; there is one. */
function firstAbove(ascending: readonly number[], value: number): number {
  let [low, high] = [0, ascending.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] as number) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
