import { processTerminal } from "./terminal.ts";
import { runWitness } from "./witness/command.ts";

// A signal by itself would end this process without the event at which it ends the server that it started.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));
process.exitCode = await runWitness(process.argv.slice(2), processTerminal);
