import { InputError } from "../input-error.ts";
import { judgeList } from "./judged-list.ts";
import type { Measure } from "./measure.ts";
import { type MeasureDefinition, measureDefinitions } from "./measure-definitions.ts";
import { measureNames, synopsis } from "./measure-help.ts";
import { type MeasureParameters, type NamedParameter, parameterKinds, readWholeNumber } from "./measure-parameters.ts";
import { nearestName } from "./nearest-name.ts";
import { type MeasureText, splitMeasure } from "./split-measure.ts";

/**
 * Reads a measure as ir_measures writes it: `nDCG@10`, `AP(rel=2)@100`, `RBP(p=0.5,rel=1)`, `nDCG(dcg='exp-log2')@10`. Names and
 * parameters in any case; synonyms (`MRR@10`, `MAP`, `Recall@100`, `Precision@5`, `hit@5`) and trec_eval's names (`ndcg_cut_10`)
 * are understood.
 *
 * The result's `name` is the canonical one: ir_measures' spelling, defaults left out, parameters in the order in which
 * `measureHelp` lists them.
 *
 * @throws InputError where the text is no measure, naming the nearest one and all there are, or a parameter or the cut-off is
 * missing, unknown, twice there or out of range.
 */
export function parseMeasure(text: string): Measure {
  const given = splitMeasure(shorthands.get(text.trim().toLowerCase()) ?? text);
  const definition = find(given.name, text);
  const parameters = readParameters(given, definition, text);
  const ofJudged = definition.create(parameters);
  return {
    name: canonicalName(definition, parameters),
    cutoff: Number.isFinite(parameters.cutoff) ? parameters.cutoff : undefined,
    aggregation: definition.aggregation,
    of: (documents, judgements) => ofJudged(judgeList(documents, judgements)),
    ofJudged,
  };
}

/**
 * Reads measures that commas or white space part, as on a command line: `nDCG@10, AP(rel=2)@100`.
 *
 * @throws InputError as `parseMeasure` does, and where there is none.
 */
export function parseMeasures(text: string): readonly Measure[] {
  // Commas and spaces between parentheses belong to a measure.
  const measures = text.split(/[,\s]+(?![^()]*\))/).filter((part) => part !== "");
  if (measures.length === 0) throw new InputError("no measure is given; write one or several: nDCG@10, AP(rel=2)@100");
  return measures.map(parseMeasure);
}

function find(name: string, text: string): MeasureDefinition {
  const key = name.toLowerCase();
  const found = measureDefinitions.find((each) => each.name.toLowerCase() === key || each.synonyms.includes(key));
  if (found) return found;
  const near = nearestName(
    name,
    measureDefinitions.flatMap((each) => [each.name, ...each.synonyms]),
  );
  const suggestion = near === undefined ? "" : ` Did you mean ${text.trim().replace(name, () => near)}?`;
  throw new InputError(`no measure ${JSON.stringify(text)}.${suggestion} There are: ${measureNames().join(", ")}`);
}

function readParameters(
  { settings, cutoff }: MeasureText,
  definition: MeasureDefinition,
  text: string,
): MeasureParameters {
  const fail = (problem: string): never => {
    throw new InputError(`measure ${JSON.stringify(text)}: ${problem}; write ${synopsis(definition)}`);
  };
  const read: Record<string, number | string> = {};
  for (const [written, value] of settings) {
    const name = known(written, definition) ?? fail(`${definition.name} has no parameter ${JSON.stringify(written)}`);
    if (name in read) fail(`${name} is there twice`);
    const { allowed, read: readValue } = parameterKinds[name];
    read[name] = readValue(value) ?? fail(`${name} must be ${allowed}, is ${value}`);
  }
  return { ...neutral, ...definition.parameters, ...read, cutoff: readCutoff(cutoff, definition, fail) };
}

function known(written: string, { parameters }: MeasureDefinition): NamedParameter | undefined {
  const names = Object.keys(parameters) as NamedParameter[];
  return names.find((name) => name === written.toLowerCase());
}

function readCutoff(
  text: string | undefined,
  { name, cutoff }: MeasureDefinition,
  fail: (problem: string) => never,
): number {
  if (text === undefined) {
    return cutoff === "required" ? fail(`${name} needs a cut-off, as in ${name}@10`) : Number.POSITIVE_INFINITY;
  }
  if (cutoff === "none") return fail(`${name} has no cut-off`);
  return readWholeNumber(text) ?? fail(`the cut-off must be a whole number of 1 or more, is ${text}`);
}

function canonicalName({ name, parameters: defaults }: MeasureDefinition, parameters: MeasureParameters): string {
  const printed = (Object.keys(defaults) as NamedParameter[])
    .filter((parameter) => parameters[parameter] !== defaults[parameter])
    .map((parameter) => `${parameter}=${parameterKinds[parameter].print(parameters[parameter])}`);
  const settings = printed.length > 0 ? `(${printed.join(",")})` : "";
  return `${name}${settings}${Number.isFinite(parameters.cutoff) ? `@${parameters.cutoff}` : ""}`;
}

/** Names that set a parameter as well. */
const shorthands: ReadonlyMap<string, string> = new Map([
  ["numrelret", "NumRet(rel=1)"],
  ["num_rel_ret", "NumRet(rel=1)"],
]);

/** For the parameters that a measure does not have, and does not look at. */
const neutral: MeasureParameters = { cutoff: Number.POSITIVE_INFINITY, rel: 1, p: 0, beta: 1, max_rel: 0, dcg: "log2" };
