import { parseArgs } from "node:util";
import { positiveInteger } from "../positive-integer.ts";

/** What the command was asked for. */
export interface ResilienceArguments {
  readonly rounds: number;
  readonly timeMs: number;
}

/** What `--help` prints. */
export const resilienceHelp = `Usage: node bench/dist/resilience.js [--rounds N] [--time MS]

Times what the whole stack (time limit, breaker, retry, fallback) adds to a call with 100 documents, and what a call costs while the
breaker is open, beside cockatiel's and plain opossum's.

  --rounds N  how often every case is timed, interleaved; default 12
  --time MS   timed milliseconds per case and round; default 150
  --help

The peers take part where they are installed: npm ci in bench/resilience (cockatiel wants Node 22 or newer).`;

/**
 * Reads the command line.
 *
 * @returns undefined where help was asked for.
 * @throws Error saying which argument is wrong and what it may be.
 */
export function parseResilienceArguments(args: readonly string[]): ResilienceArguments | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rounds: { type: "string", default: "12" },
      time: { type: "string", default: "150" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) return undefined;
  return { rounds: positiveInteger("--rounds", values.rounds), timeMs: positiveInteger("--time", values.time) };
}
