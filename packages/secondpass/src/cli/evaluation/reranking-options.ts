import { type Command, Option } from "commander";
import { collect, configHelp, duration, positiveInteger, rerankerHelp } from "../arguments.ts";

/** How the commands that evaluate ask rerankers, as commander hands it over. */
export interface RerankingOptions {
  readonly reranker?: readonly string[];
  readonly config?: string;
  readonly depth: number;
  readonly concurrency: number;
  readonly callsPerMinute?: number;
  readonly timeout?: number;
  /** Default: a folder of the user's cache. */
  readonly answers?: string;
  readonly fresh?: true;
}

/** Adds all of those options to a command. */
export function addRerankingOptions(command: Command): Command {
  const depth = new Option("-k, --depth <n>", "candidates of each query that are reranked, the others stay behind");
  return addPaceOptions(addRerankerOptions(command).addOption(depth.argParser(positiveInteger).default(100)));
}

/** `-r` and `-c`. */
export function addRerankerOptions(command: Command): Command {
  return command
    .option("-r, --reranker <reranker>", `may be repeated; ${rerankerHelp}`, collect)
    .option("-c, --config <file>", configHelp);
}

/** How fast rerankers are asked, and where their answers are kept. */
export function addPaceOptions(command: Command): Command {
  return command
    .option(
      "--concurrency <n>",
      "calls under way at once; with more than one they slow each other down",
      positiveInteger,
      1,
    )
    .option("--calls-per-minute <n>", "no more calls than this begin in a minute", positiveInteger)
    .addOption(new Option("--timeout <duration>", "time for each call: 300ms, 2s, 1m").argParser(duration))
    .option("--answers <folder>", "where answers are kept for later runs (default: a folder of the user's cache)")
    .option("--fresh", "ask again, although answers are kept");
}

/** What the help of those commands says about kept answers. */
export const answersHelp = `
Answers are kept as they come in, so that an interrupted run pays for nothing twice and a repeated one asks nothing: one file a
reranker, of hashes, indices and scores, no texts. Whatever changes the answer (reranker, revision, query, documents) asks anew;
--fresh asks in any case.`;
