import { runResilience } from "./resilience/command.ts";
import { processTerminal } from "./terminal.ts";

process.exitCode = await runResilience(process.argv.slice(2), processTerminal);
