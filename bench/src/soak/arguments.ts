import { parseArgs } from "node:util";
import { positiveInteger } from "../positive-integer.ts";

/** What the command was asked for. */
export interface SoakArguments {
  /** Ids of scenarios, in upper case; empty for all. */
  readonly only: readonly string[];
  /** Calls of the scenarios that usually have 100,000; the others' go by it. */
  readonly calls: number;
  /** Of everything that is drawn: faults, texts, abort times. */
  readonly seed: number;
}

/** With so many calls a scenario has what it says in its description. */
export const usualCalls = 100_000;

/** What `--help` prints. */
export const soakHelp: string = `Usage: npm run soak -- [--only ID]… [--calls 100000] [--seed 1]

Plays outages against the whole stack: a server that goes wrong in a process of its own, the tei adapter, time limits, retries,
circuit breaker and fallback, over real sockets. Prints what was measured beside its limit, as a Markdown table; that of a run of
everything with no fewer calls than usual is kept in bench/results/soak.md.

  --only ID    this scenario, such as F3; repeat it for several. Default all
  --calls N    calls of the scenarios that have 100,000, others in proportion; small numbers measure no tails
  --seed N     another sequence of faults
  --help

Scenarios run one after the other, each in a process of its own; all of them take about six minutes. Times are judged as they
are: on a machine that others use a tail may miss its limit, and how much they used is said below the table.
Exit status: 0 every figure kept its limit, 1 one did not, 2 wrong usage.`;

/**
 * Reads the command line.
 *
 * @returns undefined where help was asked for.
 * @throws Error saying what is wrong.
 */
export function parseSoakArguments(args: readonly string[]): SoakArguments | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: "string", multiple: true, default: [] },
      calls: { type: "string", default: String(usualCalls) },
      seed: { type: "string", default: "1" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) return undefined;
  return {
    only: values.only.map((id) => id.toUpperCase()),
    calls: positiveInteger("--calls", values.calls),
    seed: positiveInteger("--seed", values.seed),
  };
}
