import type { CalibrationArtefact } from "./calibration-artefact.ts";
import { artefactRules, type Fields, isObject, parameterRules, type Rule, type Rules } from "./calibration-rules.ts";
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
  checkObject(input, "", artefactRules, faults);
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
  const rules =
    typeof method === "string" && Object.hasOwn(parameterRules, method) ? parameterRules[method] : undefined;
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
