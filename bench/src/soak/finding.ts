/** One figure that a scenario measured, beside its limit. */
export interface Finding {
  /** Of the scenario: "F3". */
  readonly scenario: string;
  readonly what: string;
  readonly figure: string;
  readonly limit: string;
  readonly verdict: "ok" | "FAILED" | "skipped";
}

/** Judges figures. Each call is a row of the report. */
export interface Judge {
  /** The value must not be above the limit. */
  atMost(what: string, value: number, limit: number, unit?: string): void;
  /** The value must not be below the limit. */
  atLeast(what: string, value: number, limit: number, unit?: string): void;
  /** The value must be this one. */
  exactly(what: string, value: number | string, wanted: number | string): void;
  /** The condition must hold. */
  holds(what: string, condition: boolean, figure: string, limit: string): void;
  /** It could not be looked at. */
  skip(what: string, why: string): void;
}

/** Makes the judge of one scenario. */
export function createJudge(scenario: string, findings: Finding[]): Judge {
  const add = (what: string, figure: string, limit: string, ok: boolean): void => {
    findings.push({ scenario, what, figure, limit, verdict: ok ? "ok" : "FAILED" });
  };
  const withUnit = (value: number, unit: string): string => `${readable(value)}${unit && ` ${unit}`}`;
  return {
    atMost: (what, value, limit, unit = "") =>
      add(what, withUnit(value, unit), `≤ ${withUnit(limit, unit)}`, value <= limit),
    atLeast: (what, value, limit, unit = "") =>
      add(what, withUnit(value, unit), `≥ ${withUnit(limit, unit)}`, value >= limit),
    exactly: (what, value, wanted) => add(what, told(value), told(wanted), value === wanted),
    holds: (what, condition, figure, limit) => add(what, figure, limit, condition),
    skip: (what, why) => findings.push({ scenario, what, figure: why, limit: "–", verdict: "skipped" }),
  };
}

function told(value: number | string): string {
  return typeof value === "number" ? readable(value) : value || "none";
}

/** A number with three digits at least, and thousands told apart. */
export function readable(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const digits = Number.isInteger(value) || Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 3;
  return value.toLocaleString("en", { maximumFractionDigits: digits });
}
