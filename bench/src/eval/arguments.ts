import { parseArgs } from "node:util";
import { positiveInteger } from "../positive-integer.ts";

/** What the command was asked for. */
export interface EvalArguments {
  readonly queries: number;
  readonly depth: number;
  readonly rounds: number;
  readonly seed: number;
  /** A Python with the peers. */
  readonly python: string;
}

/** What `--help` prints. */
export const evalHelp = `Usage: node bench/dist/eval.js [--queries 7000] [--depth 1000] [--rounds 3] [--seed 1] [--python FILE]

Evaluates one made run, from files to figures, by us and by pytrec_eval, ir_measures and ranx.

  --queries N    queries of the run; default 7000
  --depth N      documents of each; default 1000
  --rounds N     how often everyone is measured, interleaved in random order; default 3
  --seed N       of the run, the judgements and the order; default 1
  --python FILE  a Python that has bench/eval/requirements.txt; default python3
  --help

The default makes a file of 300 MB among the system's temporary ones. It takes some four minutes.`;

/**
 * Reads the command line.
 *
 * @returns undefined where help was asked for.
 * @throws Error saying which argument is wrong and what it may be.
 */
export function parseEvalArguments(args: readonly string[]): EvalArguments | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      queries: { type: "string", default: "7000" },
      depth: { type: "string", default: "1000" },
      rounds: { type: "string", default: "3" },
      seed: { type: "string", default: "1" },
      python: { type: "string", default: "python3" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) return undefined;
  return {
    queries: positiveInteger("--queries", values.queries),
    depth: positiveInteger("--depth", values.depth),
    rounds: positiveInteger("--rounds", values.rounds),
    seed: positiveInteger("--seed", values.seed),
    python: values.python,
  };
}
