/** What a measure's text can set, with the defaults filled in. */
export interface MeasureParameters {
  /** How many places count; Infinity where all do. */
  readonly cutoff: number;
  /** From which level on a document is relevant; 0 where levels count as they are. */
  readonly rel: number;
  /** Persistence of the reader, [0, 1). */
  readonly p: number;
  /** Weight of recall beside precision. */
  readonly beta: number;
  /** The highest level that the judgements can have. */
  readonly max_rel: number;
  /** Gain of a document: its level, or 2^level − 1. */
  readonly dcg: "log2" | "exp-log2";
}

/** A parameter that stands between parentheses. */
export type NamedParameter = Exclude<keyof MeasureParameters, "cutoff">;

/** How a parameter is read and printed. */
export interface ParameterKind {
  /** What is allowed, for messages and help. */
  readonly allowed: string;
  /** undefined where the text is not allowed. */
  readonly read: (text: string) => number | string | undefined;
  /** As ir_measures prints it. */
  readonly print: (value: number | string) => string;
}

/** Every parameter but the cut-off. */
export const parameterKinds: Readonly<Record<NamedParameter, ParameterKind>> = {
  rel: wholeNumber("a relevance level of 1 or more"),
  p: decimal("a number from 0 up to, but not, 1", (value) => value < 1),
  beta: decimal("a number of 0 or more", () => true),
  max_rel: wholeNumber("a relevance level of 1 or more"),
  dcg: {
    allowed: "'log2' or 'exp-log2'",
    read: (text) => {
      const choice = text.replace(/^(['"])(.*)\1$/, "$2").toLowerCase();
      return choice === "log2" || choice === "exp-log2" ? choice : undefined;
    },
    print: (value) => `'${value}'`,
  },
};

/** A positive whole number written in digits; undefined for any other text. */
export function readWholeNumber(text: string): number | undefined {
  const value = /^\+?\d+$/.test(text) ? Number(text) : 0;
  return Number.isSafeInteger(value) && value > 0 ? value : undefined;
}

function wholeNumber(allowed: string): ParameterKind {
  return { allowed, read: readWholeNumber, print: String };
}

function decimal(allowed: string, isAllowed: (value: number) => boolean): ParameterKind {
  return {
    allowed,
    read: (text) => {
      const value = /^(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : Number.NaN;
      return Number.isFinite(value) && isAllowed(value) ? value : undefined;
    },
    // ir_measures takes floats alone here, and Python writes those with a point.
    print: (value) => (Number.isInteger(value) ? `${value}.0` : String(value)),
  };
}
