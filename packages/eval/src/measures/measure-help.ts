import { type MeasureDefinition, measureDefinitions } from "./measure-definitions.ts";
import { type NamedParameter, parameterKinds } from "./measure-parameters.ts";

/** Every measure that `parseMeasure` knows, as one writes it, in alphabetical order: `AP(rel=1)`, `P(rel=1)@k`. */
export function measureNames(): readonly string[] {
  return measureDefinitions.map(({ name }) => name);
}

/** What one can write where measures are asked for: a line for every measure and parameter. For `--help`. */
export function measureHelp(): string {
  const rows = measureDefinitions.map((definition) => [synopsis(definition), describe(definition)] as const);
  const parameters = Object.entries(parameterKinds).map(([name, { allowed }]) => [name, allowed] as const);
  return [
    "Measures, with their defaults; [@k] counts the first k places only:",
    ...table(rows),
    "Parameters:",
    ...table(parameters),
    "Names in any case; also as trec_eval writes them: ndcg_cut_10, map_cut_100, recall_100, P_5.",
  ].join("\n");
}

/** How a measure is written: `nDCG(dcg='log2')[@k]`. */
export function synopsis({ name, cutoff, parameters }: MeasureDefinition): string {
  const printed = Object.entries(parameters).map(([parameter, value]) => {
    // 0 stands for "not given" and is no level that one can write.
    if (parameter === "rel" && value === 0) return "rel";
    return `${parameter}=${parameterKinds[parameter as NamedParameter].print(value)}`;
  });
  const at = { required: "@k", optional: "[@k]", none: "" }[cutoff];
  return `${name}${printed.length > 0 ? `(${printed.join(",")})` : ""}${at}`;
}

function describe({ summary, synonyms }: MeasureDefinition): string {
  return synonyms.length > 0 ? `${summary} (also ${synonyms.join(", ")})` : summary;
}

function table(rows: readonly (readonly [string, string])[]): readonly string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
