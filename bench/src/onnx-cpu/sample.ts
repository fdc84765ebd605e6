import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import type { Model } from "./models.ts";
import type { List } from "./texts.ts";

/** What a contender's process is told; it reads this from a file. */
export interface Job {
  readonly model: string;
  readonly dtype: Model["dtype"];
  readonly kind: Model["kind"];
  readonly maxLength: number;
  readonly batchSize: number;
  readonly adapter?: string | undefined;
  /** A query and one document: the first score. */
  readonly first: List;
  readonly warmUp: List;
  readonly timed: readonly List[];
}

/** What a contender's process found. */
export interface Sample {
  /** Per timed list. */
  readonly calls: readonly number[];
  /** Of each timed list's documents. */
  readonly scores: readonly (readonly number[])[];
  /** From the start of the process to its first score. */
  readonly firstScoreMs: number;
  readonly peakRssMb: number;
  /** p50, p99 and greatest, with the 1 ms of the timer itself; undefined for Python, which has no event loop. */
  readonly loopDelayMs?: readonly number[] | undefined;
  /** Cores that others used meanwhile. */
  readonly foreignCores: number;
}

/**
 * Runs a contender in a process of its own.
 *
 * @throws Error with the end of what the process said, where it fails.
 */
export async function takeSample([command, script]: readonly [string, string], job: string): Promise<Sample> {
  const started = Date.now();
  const child = spawn(command, [script, job], { stdio: ["ignore", "pipe", "pipe"] });
  const [said, complained, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close"),
  ]);
  if (status !== 0) throw new Error(`${script} failed:\n${complained.slice(-2000)}`);
  const { firstScoreAt, ...figures } = JSON.parse(said.trim().split("\n").at(-1) ?? "");
  return { ...figures, firstScoreMs: firstScoreAt - started };
}
