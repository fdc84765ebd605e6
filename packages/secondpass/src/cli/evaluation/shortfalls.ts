import type { EvaluationResults } from "@secondpass/eval";
import { formatValue } from "./format-figures.ts";
import type { Gate } from "./gate.ts";

/** What the results fall short of, a line each; none where all bounds are kept. */
export function shortfalls({ systems }: EvaluationResults, gates: readonly Gate[]): readonly string[] {
  const rerankers = systems.slice(1);
  return gates.flatMap(({ system, measure, value }) =>
    (system === undefined ? rerankers : systems.filter(({ name }) => name === system)).flatMap((one) => {
      const mean = one.measures[measure]?.mean ?? Number.NaN;
      return mean >= value ? [] : [`${one.name}: ${measure} is ${formatValue(mean)}, below ${value}`];
    }),
  );
}
