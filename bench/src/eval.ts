import { runEval } from "./eval/command.ts";
import { processTerminal } from "./terminal.ts";

process.exitCode = await runEval(process.argv.slice(2), processTerminal);
