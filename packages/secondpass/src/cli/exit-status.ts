import { isRerankError } from "@secondpass/core";
import { CommanderError } from "commander";
import { SilentExit } from "./silent-exit.ts";
import { UsageError } from "./usage-error.ts";

/** How the command ends; scripts rely on these. */
export const exitStatus = { done: 0, failed: 1, usage: 2, degraded: 3, interrupted: 130 } as const;

/** The status that an exception stands for. */
export function statusOf(thrown: unknown): number {
  // Commander throws for --help and --version too, with exit code 0; everything else of its own is wrong usage.
  if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? exitStatus.done : exitStatus.usage;
  if (thrown instanceof SilentExit) return thrown.status;
  if (thrown instanceof UsageError) return exitStatus.usage;
  // Of the evaluation package, which is not always there: its class cannot be named.
  if (thrown instanceof Error && thrown.name === "InputError") return exitStatus.usage;
  return isRerankError(thrown) && thrown.code === "bad_request" ? exitStatus.usage : exitStatus.failed;
}
