/**
 * A figure as trec_eval prints it: rounded to so many decimals, and to the even digit where it is exactly half way (13 / 32 with
 * four decimals is 0.4062, where `toFixed` says 0.4063).
 *
 * @param digits 1…20; 4 by default, as trec_eval has it. Source: C's `printf("%.4f")` under the rounding of IEEE 754.
 */
export function formatFigure(value: number, digits = 4): string {
  // A hundred decimals hold every double that is half way, exactly.
  const exact = value.toFixed(100);
  const kept = exact.slice(0, digits - 100);
  const isHalfWay = /^50*$/.test(exact.slice(digits - 100));
  return isHalfWay && Number(kept.at(-1)) % 2 === 0 ? kept : value.toFixed(digits);
}
