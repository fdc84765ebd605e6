import { runQuality } from "./quality/command.ts";
import { processTerminal } from "./terminal.ts";

process.exitCode = await runQuality(process.argv.slice(2), processTerminal);
