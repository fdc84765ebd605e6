import { InputError } from "../input-error.ts";

/** The parts of a measure's text, not yet understood. */
export interface MeasureText {
  readonly name: string;
  /** Name and value of what stands between the parentheses. */
  readonly settings: readonly (readonly [name: string, value: string])[];
  readonly cutoff: string | undefined;
}

/**
 * Takes `Name(parameter=value,…)@cutoff` apart; parentheses and cut-off may be missing, spaces may be anywhere between the parts.
 *
 * @throws InputError where the text has another form.
 */
export function splitMeasure(text: string): MeasureText {
  // No measure is that long, and the patterns below are slow on long texts.
  if (text.length > 200) throw formError(`${text.slice(0, 50)}…`);
  const ofTrecEval = trecEvalForm(text.trim());
  if (ofTrecEval) return ofTrecEval;
  const match = /^\s*(\w+)\s*(?:\(([^()]*)\))?\s*(?:@\s*([^@\s]+))?\s*$/.exec(text);
  const [, name, inner, cutoff] = match ?? [];
  if (name === undefined) throw formError(text);
  const settings =
    inner === undefined || inner.trim() === "" ? [] : inner.split(",").map((part) => splitSetting(part, text));
  // Python's own spelling of the same.
  const at = settings.filter(([parameter]) => parameter.toLowerCase() === "cutoff").map(([, value]) => value);
  if (at.length + (cutoff === undefined ? 0 : 1) > 1)
    throw new InputError(`measure ${JSON.stringify(text)}: the cut-off is there twice`);
  return {
    name,
    settings: settings.filter(([parameter]) => parameter.toLowerCase() !== "cutoff"),
    cutoff: cutoff ?? at[0],
  };
}

function splitSetting(part: string, text: string): readonly [string, string] {
  const [, name, value] = /^\s*(\w+)\s*=\s*(\S+)\s*$/.exec(part) ?? [];
  if (name === undefined || value === undefined) throw formError(text);
  return [name, value];
}

/** `ndcg_cut_10` or `ndcg_cut.10`, as trec_eval prints and takes cut-offs. */
function trecEvalForm(text: string): MeasureText | undefined {
  const [, family, cutoff] = /^(ndcg_cut|map_cut|recall|success|p)[._](\d+)$/i.exec(text) ?? [];
  if (family === undefined) return undefined;
  const name = family.toLowerCase().replace(/_cut$/, "");
  return { name, settings: [], cutoff };
}

function formError(text: string): InputError {
  return new InputError(
    `${JSON.stringify(text)} is not how a measure is written; write its name, parameters in parentheses and a cut-off: nDCG@10, AP(rel=2)@100`,
  );
}
