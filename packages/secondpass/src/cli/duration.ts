import { UsageError } from "./usage-error.ts";

const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000 };

/**
 * Milliseconds of a duration as users write it: `300ms`, `2s`, `1.5m`.
 *
 * @throws UsageError where it is none, or not above zero.
 */
export function parseDuration(text: string): number {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m)$/.exec(text.trim());
  const milliseconds = Number(match?.[1]) * (unitMs[match?.[2] ?? ""] ?? Number.NaN);
  if (!(milliseconds > 0)) throw new UsageError(`"${text}" is no duration; write 300ms, 2s or 1m`);
  return milliseconds;
}
