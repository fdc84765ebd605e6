import { formatFigure } from "../measures/format-figure.ts";
import type { Estimate } from "../results.ts";

/** What stands where there is no number. */
export const none = "–";

/** A measure's value: four decimals, a real minus. */
export function formatMeasure(value: number | undefined): string {
  if (value === undefined || !Number.isFinite(value)) return none;
  return withMinus(formatFigure(value));
}

/** A difference of a measure's values: four decimals and always a sign. */
export function formatDifference(value: number | undefined): string {
  if (value === undefined || !Number.isFinite(value)) return none;
  const text = withMinus(formatFigure(value));
  return text.startsWith("−") || text === "0.0000" ? text : `+${text}`;
}

/** The bounds of an interval: "0.0120 to 0.0570". */
export function formatInterval({ low, high }: Estimate, format: (value: number) => string = formatMeasure): string {
  return `${format(low)} to ${format(high)}`;
}

/** A p-value: four decimals, and never 0. */
export function formatP(p: number): string {
  if (!Number.isFinite(p)) return none;
  return p < 0.0001 ? "< 0.0001" : fixed(p, 4);
}

/** A duration in milliseconds, for people: "0.42 ms", "4.2 ms", "45 ms", "1.24 s". */
export function formatMs(ms: number | undefined): string {
  if (ms === undefined || !Number.isFinite(ms)) return none;
  if (ms >= 999.5) return `${fixed(ms / 1000, ms < 99_950 ? 2 : 0)} s`;
  return `${fixed(ms, ms < 0.995 ? 2 : ms < 9.95 ? 1 : 0)} ms`;
}

/** An amount in US dollars: two decimals, two significant figures below a cent, thousands apart. */
export function formatUsd(usd: number | undefined): string {
  if (usd === undefined || !Number.isFinite(usd)) return none;
  if (usd === 0) return "$0";
  if (usd < 0.01) return `$${Number(usd.toPrecision(2))}`;
  return `$${usd.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
}

/** A count: thousands apart. */
export function formatCount(count: number | undefined): string {
  return count === undefined || !Number.isFinite(count) ? none : count.toLocaleString("en-US");
}

/** A share of 1 as per cent, one decimal. */
export function formatShare(share: number | undefined): string {
  return share === undefined || !Number.isFinite(share) ? none : `${fixed(share * 100, 1)} %`;
}

/** A count with its noun: "1 query", "3 queries". */
export function formatNumberOf(count: number, one: string, many: string): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** Text cut to a length in characters, with an ellipsis where something is missing. */
export function shorten(text: string, length: number): string {
  const characters = [...text];
  return characters.length <= length
    ? text
    : `${characters
        .slice(0, length - 1)
        .join("")
        .trimEnd()}…`;
}

function fixed(value: number, decimals: number): string {
  return withMinus(value.toFixed(decimals));
}

function withMinus(text: string): string {
  // What rounds to nothing has no sign.
  return /^-0\.?0*$/.test(text) ? text.slice(1) : text.replace("-", "−");
}
