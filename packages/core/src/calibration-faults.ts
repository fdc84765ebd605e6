import type { CalibrationArtefact } from "./calibration-artefact.ts";
import { rerankError } from "./errors.ts";

/** What is wrong with one field of an artefact. */
export interface CalibrationFault {
  /** "parameters.slope"; empty for the artefact as a whole. */
  readonly path: string;
  /** What the field must be; values are not repeated. */
  readonly message: string;
}

/**
 * Everything that is wrong with what should be a calibration artefact, in the order of its fields; nothing where it is one. It never throws.
 */
export function calibrationFaults(input: unknown): readonly CalibrationFault[] {
  const faults: CalibrationFault[] = [];
  checkObject(input, "", fields, faults);
  if (isObject(input)) checkParameters(input, faults);
  return faults;
}

/**
 * Takes unknown data, such as a file's content, for a calibration artefact.
 *
 * @throws RerankError `misconfigured` naming the first field that is wrong, and how many there are.
 */
export function parseCalibration(input: unknown): CalibrationArtefact {
  const [first, ...others] = calibrationFaults(input);
  if (!first) return input as CalibrationArtefact;
  const where = first.path === "" ? "the calibration" : `the calibration's ${first.path}`;
  const more = others.length === 0 ? "" : ` (and ${others.length} more faults)`;
  throw rerankError("misconfigured", `${where} ${first.message}${more}`);
}

/** A field's rule: what it must be, and whether it is; or the fields of an object. */
interface Rule {
  readonly what: string;
  readonly holds: (value: unknown) => boolean;
  readonly optional?: true;
  readonly fields?: Rules;
}
type Rules = Readonly<Record<string, Rule>>;

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

const fields: Rules = {
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

const parameters: Readonly<Record<string, Rules>> = {
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

function checkObject(value: unknown, path: string, rules: Rules, faults: CalibrationFault[]): void {
  if (!isObject(value)) {
    faults.push({ path, message: `must be an object, is ${kindOf(value)}` });
    return;
  }
  for (const [name, rule] of Object.entries(rules)) {
    checkMember(Object.hasOwn(value, name) ? value[name] : undefined, memberOf(path, name), rule, faults);
  }
  for (const name of Object.keys(value)) {
    if (Object.hasOwn(rules, name)) continue;
    const known = Object.keys(rules).join(", ");
    faults.push({ path: memberOf(path, name), message: `is no field of a calibration; known: ${known}` });
  }
}

function checkMember(member: unknown, path: string, rule: Rule, faults: CalibrationFault[]): void {
  if (member === undefined && rule.optional) return;
  if (rule.fields) checkObject(member, path, rule.fields, faults);
  else if (!rule.holds(member)) faults.push({ path, message: `must be ${rule.what}, is ${kindOf(member)}` });
}

/** What the parameters must be depends on the method. */
function checkParameters(artefact: Fields, faults: CalibrationFault[]): void {
  const { method, parameters: given, scoreScale } = artefact;
  const rules = typeof method === "string" && Object.hasOwn(parameters, method) ? parameters[method] : undefined;
  if (!rules || !isObject(given)) return;
  const before = faults.length;
  checkObject(given, "parameters", rules, faults);
  if (method === "isotonic" && faults.length === before)
    checkKnots(given as { [K in "scores" | "probabilities"]: number[] }, faults);
  if (method === "temperature" && scoreScale !== "logit" && scoreScale !== "probability") {
    faults.push({ path: "method", message: 'can be "temperature" only where scoreScale is "logit" or "probability"' });
  }
}

function checkKnots(
  { scores, probabilities }: { readonly [K in "scores" | "probabilities"]: readonly number[] },
  faults: CalibrationFault[],
): void {
  const add = (name: string, message: string): void => void faults.push({ path: `parameters.${name}`, message });
  if (scores.length === 0) add("scores", "must have at least one number");
  if (!ascend(scores)) add("scores", "must ascend, without a number twice");
  if (probabilities.length !== scores.length)
    add("probabilities", `must be ${scores.length}, one for each score, is ${probabilities.length}`);
  if (!ascend(probabilities)) add("probabilities", "must ascend, without a number twice");
  if (!probabilities.every((one) => one > 0 && one < 1))
    add("probabilities", "must lie between 0 and 1, neither of them reached");
}

function ascend(list: readonly number[]): boolean {
  return list.every((value, at) => at === 0 || value > (list[at - 1] as number));
}

type Fields = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function isFiniteNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

function memberOf(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}

/** Without repeating it: a key in the wrong place must not be told. */
function kindOf(value: unknown): string {
  if (value === undefined) return "missing";
  if (value === null || typeof value === "number" || typeof value === "boolean") return String(value);
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
