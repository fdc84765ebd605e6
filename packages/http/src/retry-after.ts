/** Nobody is waited for longer than this. */
const longestWaitMs = 60_000;

/** Days of the three forms of a date in HTTP: a guard before `Date.parse`, which reads dates into almost anything. */
const httpDate = /^(mon|tue|wed|thu|fri|sat|sun)[a-z]*,? .*\d\d:\d\d:\d\d/i;

/** The oldest form, `Sat Nov 21 12:00:05 2026`, means GMT as the others do, but is local time to `Date.parse`. */
const zoneless = /:\d\d( \d{4})?$/;

/**
 * How long a `Retry-After` header asks to wait, in milliseconds from 0 to 60,000: seconds, with or without a fraction, or a
 * date. undefined where there is none or it says nothing that can be understood.
 *
 * @param now milliseconds since 1970, to which a date is compared.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3
 */
export function parseRetryAfter(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined;
  const text = value.trim();
  const wait = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : untilDate(text, now);
  return wait === undefined ? undefined : Math.min(longestWaitMs, Math.max(0, Math.ceil(wait)));
}

function untilDate(text: string, now: number): number | undefined {
  const date = httpDate.test(text) ? Date.parse(zoneless.test(text) ? `${text} GMT` : text) : Number.NaN;
  return Number.isNaN(date) ? undefined : date - now;
}
