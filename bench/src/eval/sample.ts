import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";

/** What everybody computes. */
export const measureNames = ["nDCG@10", "AP", "RR@10", "R@100"] as const;

/** What a contender's process found. */
export interface Sample {
  /** From files to figures, the program loaded already. */
  readonly seconds: number;
  /** The processor's time for that, of all threads. */
  readonly cpuSeconds: number;
  readonly peakRssMb: number;
  /** By measure. */
  readonly figures: Readonly<Record<string, number>>;
  /** What was measured. */
  readonly version: string;
  /** From the start of the process to its end. */
  readonly processSeconds: number;
}

/**
 * Runs a contender in a process of its own.
 *
 * @throws Error with the end of what the process said, where it fails.
 */
export async function takeSample([program = "", ...args]: readonly string[]): Promise<Sample> {
  const started = performance.now();
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"] });
  const [said, complained, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close"),
  ]);
  if (status !== 0) throw new Error(`${args.join(" ")} failed:\n${complained.slice(-2000)}`);
  const sample = JSON.parse(said.trim().split("\n").at(-1) ?? "");
  return { ...sample, processSeconds: (performance.now() - started) / 1000 };
}
