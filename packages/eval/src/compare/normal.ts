/**
 * How much of the standard normal distribution lies below `x`; absolute error below 1e-15.
 *
 * Source: Marsaglia, "Evaluating the Normal Distribution", Journal of Statistical Software 11(4), 2004.
 */
export function normalBelow(x: number): number {
  // Beyond, what is missing from 0 or 1 is less than a double shows beside 1.
  if (Math.abs(x) > 8.3) return x < 0 ? 0 : 1;
  let term = x;
  let sum = x;
  for (let k = 3; sum + term !== sum; k += 2) {
    term *= (x * x) / k;
    sum += term;
  }
  return 0.5 + sum * normalDensity(x);
}

/**
 * The point below which a share of the standard normal distribution lies.
 *
 * @param share strictly between 0 and 1.
 */
export function normalQuantile(share: number): number {
  const upper = Math.max(share, 1 - share);
  // Newton's method: right of 0 the curve is concave, so from 0 every step falls short and none overshoots.
  let x = 0;
  for (let step = Number.POSITIVE_INFINITY; step > 1e-12; x += step) {
    step = (upper - normalBelow(x)) / normalDensity(x);
  }
  return share < 0.5 ? -x : x;
}

function normalDensity(x: number): number {
  return Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
}
