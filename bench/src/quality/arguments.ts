import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { type CollectionName, collectionNames, defaultFolder } from "./collections.ts";
import { rerankers } from "./rerankers.ts";

/** What the quality command was asked for. */
export interface QualityArguments {
  readonly folder: string;
  readonly sets: readonly CollectionName[];
  /** Names of rerankers. */
  readonly rerankers: readonly string[];
  readonly depth: number;
}

/** What `--help` prints. */
export const qualityHelp: string = `Usage: node bench/dist/quality.js [--assets DIR] [--set NAME]… [--reranker NAME]… [-k DEPTH]

Reranks the first-stage lists of test collections and prints nDCG@10 before and after.

  --assets DIR     a folder with the collections; default ../shared/assets beside the repository
  --set NAME       ${collectionNames.join(", ")}; may be repeated; default all
  --reranker NAME  ${Object.keys(rerankers).join(", ")};
                   may be repeated; default lexical
  -k DEPTH         how many documents of each list are reranked; default 100
  --help`;

/**
 * Reads the command line.
 *
 * @returns undefined where help was asked for.
 * @throws Error saying which argument is wrong and what it may be.
 */
export function parseQualityArguments(args: readonly string[]): QualityArguments | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      assets: { type: "string", default: defaultFolder },
      set: { type: "string", multiple: true, default: [...collectionNames] },
      reranker: { type: "string", multiple: true, default: ["lexical"] },
      depth: { type: "string", short: "k", default: "100" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) return undefined;
  if (!/^[1-9]\d*$/.test(values.depth)) throw new Error(`-k must be a positive integer, is "${values.depth}"`);
  return {
    // npm runs scripts in the package's folder; what the user typed is relative to where the user is.
    folder: resolve(process.env.INIT_CWD ?? ".", values.assets),
    sets: [...new Set(values.set.map(collectionOf))],
    rerankers: [...new Set(values.reranker.map(rerankerOf))],
    depth: Number(values.depth),
  };
}

function collectionOf(name: string): CollectionName {
  const known = collectionNames.find((candidate) => candidate === name);
  if (known === undefined) throw new Error(`--set must be one of ${collectionNames.join(", ")}, is "${name}"`);
  return known;
}

function rerankerOf(name: string): string {
  if (Object.hasOwn(rerankers, name)) return name;
  throw new Error(`--reranker must be one of ${Object.keys(rerankers).join(", ")}, is "${name}"`);
}
