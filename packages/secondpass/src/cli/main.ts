import { readFileSync } from "node:fs";
import { Command, CommanderError } from "commander";
import { configCommand } from "./config-command.ts";
import { doctorCommand } from "./doctor-command.ts";
import { calibrateCommand } from "./evaluation/calibrate-command.ts";
import { evalCommand } from "./evaluation/eval-command.ts";
import { exportTrainingCommand } from "./evaluation/export-training-command.ts";
import { tuneCommand } from "./evaluation/tune-command.ts";
import { exitStatus, statusOf } from "./exit-status.ts";
import { processIo } from "./io.ts";
import { rankCommand } from "./rank-command.ts";
import { SilentExit } from "./silent-exit.ts";

/** Runs the command with this process's arguments and sets its exit status. */
export async function main(argv: readonly string[] = process.argv): Promise<void> {
  const interrupted = new AbortController();
  process.once("SIGINT", () => {
    interrupted.abort(new Error("interrupted"));
    process.stdin.destroy();
  });
  // Whoever reads our output may stop before we do: `… | head`.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit(exitStatus.done);
  });
  try {
    await program(interrupted.signal).parseAsync(argv);
  } catch (thrown) {
    if (interrupted.signal.aborted) {
      process.exitCode = exitStatus.interrupted;
      return;
    }
    process.exitCode = statusOf(thrown);
    if (!(thrown instanceof CommanderError) && !(thrown instanceof SilentExit)) report(thrown);
  }
}

function program(signal: AbortSignal): Command {
  const command = new Command("secondpass")
    .description("The second pass of search: reranks what a first stage found.")
    .version(version())
    .exitOverride()
    .showHelpAfterError("(add --help to see what there is)")
    .addCommand(rankCommand(processIo(), signal))
    .addCommand(evalCommand(processIo(), signal))
    .addCommand(tuneCommand(processIo(), signal))
    .addCommand(calibrateCommand(processIo(), signal))
    .addCommand(exportTrainingCommand(processIo(), signal))
    .addCommand(doctorCommand(processIo(), signal))
    .addCommand(configCommand(processIo()));
  for (const each of command.commands) each.copyInheritedSettings(command);
  return command;
}

function version(): string {
  return JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")).version;
}

function report(thrown: unknown): void {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  process.stderr.write(`secondpass: ${message}\n`);
}
