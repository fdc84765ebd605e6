import { runHttpOverhead } from "./http-overhead/command.ts";
import { processTerminal } from "./terminal.ts";

process.exitCode = await runHttpOverhead(process.argv.slice(2), processTerminal);
