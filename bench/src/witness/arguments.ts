import { resolve } from "node:path";
import { parseArgs } from "node:util";

/** What the command was asked for. */
export interface WitnessArguments {
  /** Folder that make-models.py filled. */
  readonly models: string;
  /** TEI's `text-embeddings-router`. */
  readonly tei: string | undefined;
  /** A Python with Infinity and llama.cpp's server. */
  readonly python: string | undefined;
}

/** What `--help` prints. */
export const witnessHelp: string = `Usage: npm run witness -- --models DIR [--tei FILE] [--python FILE]

Starts real rerank servers on loopback, runs the adapters for them, and prints what came of it as a Markdown table.

  --models DIR   the models and expected scores that bench/witness/make-models.py made
  --tei FILE     TEI's text-embeddings-router; without it TEI is skipped
  --python FILE  a Python with bench/witness/requirements.txt; what it lacks of Infinity and llama.cpp is skipped,
                 without it both are
  --help

How to get the servers: bench/README.md. It takes some minutes; two servers never run at once.
Exit status: 0 every check passed, 1 one failed, 2 wrong usage, or nothing could be checked.`;

/**
 * Reads the command line.
 *
 * @returns undefined where help was asked for.
 * @throws Error saying what is wrong.
 */
export function parseWitnessArguments(args: readonly string[]): WitnessArguments | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      models: { type: "string" },
      tei: { type: "string" },
      python: { type: "string" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) return undefined;
  const models = pathOf(values.models);
  if (models === undefined) throw new Error("--models DIR is missing: make it with bench/witness/make-models.py");
  return { models, tei: pathOf(values.tei), python: commandOf(values.python) };
}

/** npm runs scripts in the package's folder; what the user typed is relative to where the user is. */
function pathOf(given: string | undefined): string | undefined {
  return given === undefined ? undefined : resolve(process.env.INIT_CWD ?? ".", given);
}

/** A bare name is looked up in PATH. */
function commandOf(given: string | undefined): string | undefined {
  return given?.includes("/") ? pathOf(given) : given;
}
