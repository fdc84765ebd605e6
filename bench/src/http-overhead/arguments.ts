import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { positiveInteger } from "../positive-integer.ts";

/** What the command was asked for. */
export interface HttpOverheadArguments {
  /** Where the figures go as JSON too. */
  readonly json?: string | undefined;
  readonly rounds: number;
  readonly timeMs: number;
}

/** What `--help` prints. */
export const httpOverheadHelp = `Usage: node bench/dist/http-overhead.js [--json FILE] [--rounds N] [--time MS]

Times what each adapter adds to a bare request over loopback, beside the providers' own clients.

  --json FILE  write the figures to FILE as well
  --rounds N   how often every contender is timed, interleaved; default 9
  --time MS    timed milliseconds per contender and round; default 400
  --help

The AI SDK takes part where it is installed: npm ci in bench/http-overhead (it wants Node 22 or newer).`;

/**
 * Reads the command line.
 *
 * @returns undefined where help was asked for.
 * @throws Error saying which argument is wrong and what it may be.
 */
export function parseHttpOverheadArguments(args: readonly string[]): HttpOverheadArguments | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: "string" },
      rounds: { type: "string", default: "9" },
      time: { type: "string", default: "400" },
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
