import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { positiveInteger } from "../positive-integer.ts";

/** What the overhead command was asked for. */
export interface OverheadArguments {
  /** Where the figures go as JSON too. */
  readonly json?: string | undefined;
  readonly rounds: number;
  readonly timeMs: number;
}

/** What `--help` prints. */
export const overheadHelp = `Usage: node bench/dist/overhead.js [--json FILE] [--rounds N] [--time MS]

Times what core adds to a call of a reranker that answers at once.

  --json FILE  write the figures to FILE as well
  --rounds N   how often every case is timed, interleaved; default 12
  --time MS    timed milliseconds per case and round; default 150
  --help`;

/**
 * Reads the command line.
 *
 * @returns undefined where help was asked for.
 * @throws Error saying which argument is wrong and what it may be.
 */
export function parseOverheadArguments(args: readonly string[]): OverheadArguments | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: "string" },
      rounds: { type: "string", default: "12" },
      time: { type: "string", default: "150" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) return undefined;
  return {
    // npm runs scripts in the package's folder; what the user typed is relative to where the user is.
    json: values.json === undefined ? undefined : resolve(process.env.INIT_CWD ?? ".", values.json),
    rounds: positiveInteger("--rounds", values.rounds),
    timeMs: positiveInteger("--time", values.time),
  };
}
