import { runOverhead } from "./overhead/command.ts";
import { processTerminal } from "./terminal.ts";

process.exitCode = await runOverhead(process.argv.slice(2), processTerminal);
