import { formatFigure } from "@secondpass/eval";

/** A measure's value, to four decimals as trec_eval prints it; a dash where there is none. */
export function formatValue(value: number | undefined): string {
  return value === undefined ? "–" : formatFigure(value);
}

/** A difference with its sign: `+0.0347`, `−0.0120`. */
export function formatSigned(value: number): string {
  const digits = formatFigure(Math.abs(value));
  if (Number(digits) === 0) return digits;
  return `${value < 0 ? "−" : "+"}${digits}`;
}

/** Milliseconds to three digits, from one second on in seconds: `0.412 ms`, `45.3 ms`, `1.24 s`. */
export function formatLatency(milliseconds: number): string {
  if (milliseconds >= 999.5) return `${digits3(milliseconds / 1000)} s`;
  return `${digits3(milliseconds)} ms`;
}

/** Dollars to three digits; a dash where nobody tells. */
export function formatDollars(dollars: number | undefined): string {
  return dollars === undefined ? "–" : digits3(dollars);
}

function digits3(value: number): string {
  if (value === 0) return "0";
  const rounded = Number(value.toPrecision(3));
  const decimals = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(rounded))));
  return rounded.toFixed(Math.min(decimals, 6));
}
