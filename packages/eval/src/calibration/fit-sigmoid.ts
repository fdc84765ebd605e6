import type { PlattParameters, TemperatureParameters } from "@secondpass/core";

/** Parallel lists: what a sigmoid is fitted on, and whether it is relevant. */
export interface Sample {
  readonly inputs: readonly number[];
  readonly relevant: readonly boolean[];
}

/**
 * Platt's sigmoid, p = σ(slope · x + intercept): the one of the greatest likelihood, with Platt's targets, which are a
 * little short of 0 and 1, so that it is finite even where a threshold parts both kinds.
 *
 * Sources: Platt, "Probabilistic outputs for support vector machines", 1999; Newton's method with backtracking as Lin, Lin and
 * Weng, "A note on Platt's probabilistic outputs for support vector machines", Machine Learning 68, 2007.
 *
 * @returns slope of any sign: 0 or less says that better scores are no more relevant.
 */
export function fitPlatt({ inputs, relevant }: Sample): PlattParameters {
  const mean = meanOf(inputs);
  const spread = Math.sqrt(meanOf(inputs.map((input) => (input - mean) ** 2))) || 1;
  // Standardised, so that the steps are of one size whatever the scale.
  const [slope, intercept] = minimise(
    inputs.map((input) => (input - mean) / spread),
    plattTargets(relevant),
    true,
  );
  return { slope: slope / spread, intercept: intercept - (slope * mean) / spread };
}

/**
 * The temperature of p = σ(x / temperature), of the greatest likelihood, with Platt's targets.
 *
 * Source: Guo, Pleiss, Sun and Weinberger, "On calibration of modern neural networks", ICML 2017.
 *
 * @returns undefined where none above 0 helps: x does not rise with relevance from 0 on.
 */
export function fitTemperature({ inputs, relevant }: Sample): TemperatureParameters | undefined {
  const spread = Math.sqrt(meanOf(inputs.map((input) => input ** 2))) || 1;
  const [slope] = minimise(
    inputs.map((input) => input / spread),
    plattTargets(relevant),
    false,
  );
  return slope > 0 ? { temperature: spread / slope } : undefined;
}

/** (N₊ + 1) / (N₊ + 2) for relevant ones, 1 / (N₋ + 2) for others. */
function plattTargets(relevant: readonly boolean[]): readonly number[] {
  const positive = relevant.filter(Boolean).length;
  const [high, low] = [(positive + 1) / (positive + 2), 1 / (relevant.length - positive + 2)];
  return relevant.map((one) => (one ? high : low));
}

type Line = readonly [slope: number, intercept: number];

/** Newton's method on the negative log likelihood, which is convex, with steps halved until they descend. */
function minimise(x: readonly number[], targets: readonly number[], hasIntercept: boolean): Line {
  const target = meanOf(targets);
  let line: Line = [0, hasIntercept ? Math.log(target / (1 - target)) : 0];
  let loss = lossOf(line, x, targets);
  for (let round = 0; round < 100; round++) {
    const [step, descent] = newtonStep(line, x, targets, hasIntercept);
    if (descent < 1e-14 * x.length) break;
    const next = backtracked(line, step, descent, loss, (one) => lossOf(one, x, targets));
    if (!next) break;
    [line, loss] = next;
  }
  return line;
}

/** The step, and by how much the loss falls along it, to first order. */
function newtonStep(
  [slope, intercept]: Line,
  x: readonly number[],
  targets: readonly number[],
  hasIntercept: boolean,
): readonly [step: Line, descent: number] {
  // A grain on the diagonal keeps the matrix invertible, as Lin, Lin and Weng have it.
  let [h11, h22, h21, g1, g2] = [1e-12, 1e-12, 0, 0, 0];
  for (const [at, value] of x.entries()) {
    const p = 1 / (1 + Math.exp(-(slope * value + intercept)));
    const weight = p * (1 - p);
    const error = p - (targets[at] as number);
    h11 += value * value * weight;
    h22 += weight;
    h21 += value * weight;
    g1 += value * error;
    g2 += error;
  }
  if (!hasIntercept) return [[-g1 / h11, 0], (g1 * g1) / h11];
  const determinant = h11 * h22 - h21 * h21;
  const step: Line = [-(h22 * g1 - h21 * g2) / determinant, -(h11 * g2 - h21 * g1) / determinant];
  return [step, -(step[0] * g1 + step[1] * g2)];
}

function backtracked(
  [slope, intercept]: Line,
  [slopeStep, interceptStep]: Line,
  descent: number,
  loss: number,
  lossAt: (line: Line) => number,
): readonly [line: Line, loss: number] | undefined {
  for (let size = 1; size > 1e-10; size /= 2) {
    const line: Line = [slope + size * slopeStep, intercept + size * interceptStep];
    const found = lossAt(line);
    if (found < loss - 1e-4 * size * descent) return [line, found];
  }
  return undefined;
}

function lossOf([slope, intercept]: Line, x: readonly number[], targets: readonly number[]): number {
  let loss = 0;
  for (const [at, value] of x.entries()) {
    const z = slope * value + intercept;
    // ln(1 + e^z) − target · z, without overflow.
    loss += Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - (targets[at] as number) * z;
  }
  return loss;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
