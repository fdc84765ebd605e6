/**
 * How likely a t at least as far from 0 is, on either side, under Student's distribution: the regularised incomplete beta
 * function I(ν / (ν + t²); ν/2, 1/2). Relative error about 1e-12.
 *
 * Our own, because the libraries that have it are either large (200 packages for one function) or less exact.
 *
 * @param degreesOfFreedom ν, an integer of at least 1.
 * Source: Abramowitz & Stegun 26.7.1 and 26.5.8.
 */
export function studentTail(t: number, degreesOfFreedom: number): number {
  const square = t * t;
  if (square === 0) return 1;
  if (square === Number.POSITIVE_INFINITY) return 0;
  const a = degreesOfFreedom / 2;
  const x = degreesOfFreedom / (degreesOfFreedom + square);
  const y = square / (degreesOfFreedom + square);
  const front = Math.exp(-a * Math.log1p(square / degreesOfFreedom)) * Math.sqrt(y) * inverseBeta(degreesOfFreedom);
  // The fraction converges fast below the distribution's mean; above it the other tail is what is small.
  return x < (a + 1) / (a + 2.5) ? (front * betaFraction(a, 0.5, x)) / a : 1 - (front * betaFraction(0.5, a, y)) / 0.5;
}

/** 1 / B(ν/2, 1/2). Whole degrees of freedom need no gamma function: two more multiply it by (ν + 1) / ν. */
function inverseBeta(degreesOfFreedom: number): number {
  const odd = degreesOfFreedom % 2 === 1;
  let value = odd ? 1 / Math.PI : 1 / 2;
  for (let at = odd ? 1 : 2; at < degreesOfFreedom; at += 2) value *= (at + 1) / at;
  return value;
}

/** The continued fraction of the incomplete beta function, by Lentz's method. */
function betaFraction(a: number, b: number, x: number): number {
  let c = 1;
  let d = 1 / (1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m < 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / (1 + even * d);
    c = 1 + even / c;
    value *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / (1 + odd * d);
    c = 1 + odd / c;
    value *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return value;
}
