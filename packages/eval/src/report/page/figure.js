// @ts-check

/**
 * A measure's value, to four decimals and to the even digit where it is half way, as `formatFigure` has it: the page runs where the
 * package is not.
 *
 * @param {number} value
 */
export function figure(value) {
  const exact = value.toFixed(100);
  const kept = exact.slice(0, -96);
  return /^50*$/.test(exact.slice(-96)) && Number(kept.at(-1)) % 2 === 0 ? kept : value.toFixed(4);
}
