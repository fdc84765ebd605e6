/** A field's rule: what it must be, and whether it is; or the fields of an object. */
export interface Rule {
  readonly what: string;
  readonly holds: (value: unknown) => boolean;
  readonly optional?: true;
  readonly fields?: Rules;
}
/** Fields by name. */
export type Rules = Readonly<Record<string, Rule>>;

const text: Rule = {
  what: "a text that is not blank",
  holds: (value) => typeof value === "string" && value.trim() !== "",
};
const finite: Rule = { what: "a finite number", holds: isFiniteNumber };
const positive: Rule = { what: "a number above 0", holds: (value) => isFiniteNumber(value) && value > 0 };
const share: Rule = {
  what: "a number from 0 to 1",
  holds: (value) => isFiniteNumber(value) && value >= 0 && value <= 1,
};
const atLeast0: Rule = { what: "a number of at least 0", holds: (value) => isFiniteNumber(value) && value >= 0 };
const count: Rule = {
  what: "a whole number of at least 0",
  holds: (value) => Number.isInteger(value) && Number(value) >= 0,
};
const numbers: Rule = {
  what: "a list of finite numbers",
  holds: (value) => isList(value) && value.every(isFiniteNumber),
};

/** The fields of an artefact. */
export const artefactRules: Rules = {
  version: { what: "1, the only version that there is", holds: (value) => value === 1 },
  rerankerId: text,
  revision: { ...text, optional: true },
  scoreScale: oneOf("probability", "logit", "similarity", "unknown"),
  method: oneOf("platt", "isotonic", "temperature"),
  parameters: object(),
  counts: object({ queries: count, pairs: count, relevant: count }),
  figures: object({
    auc: object({ mean: share, low: share, high: share }),
    brier: share,
    ece: share,
    logLoss: atLeast0,
  }),
  dataset: text,
  relevantFrom: finite,
  unjudged: oneOf("skip", "not-relevant"),
  forced: { what: "true, or left out", holds: (value) => value === true, optional: true },
  madeAt: {
    what: "a time in ISO 8601",
    holds: (value) => typeof value === "string" && !Number.isNaN(Date.parse(value)),
  },
};

/** What `parameters` is made of, by method. */
export const parameterRules: Readonly<Record<string, Rules>> = {
  platt: { slope: positive, intercept: finite },
  temperature: { temperature: positive },
  isotonic: { scores: numbers, probabilities: numbers },
};

function oneOf(...values: readonly string[]): Rule {
  const what = values.map((value) => JSON.stringify(value)).join(", ");
  return { what: `one of ${what}`, holds: (value) => values.includes(value as string) };
}

function object(members?: Rules): Rule {
  return { what: "an object", holds: isObject, ...(members && { fields: members }) };
}

/** An object's members. */
export type Fields = Readonly<Record<string, unknown>>;

/** Whether a value is an object with keys. */
export function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function isFiniteNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}
