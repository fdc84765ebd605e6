import { processTerminal } from "./terminal.ts";
import { runWitness } from "./witness/command.ts";

process.exitCode = await runWitness(process.argv.slice(2), processTerminal);
