import { writeFileSync } from "node:fs";
import { runSoak } from "./soak/command.ts";
import { processTerminal } from "./terminal.ts";

// A signal by itself would end this process without the event at which it ends the scenario that it started.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));
const results = new URL("../results/soak.md", import.meta.url);
process.exitCode = await runSoak(process.argv.slice(2), processTerminal, (report) =>
  writeFileSync(results, `${report}\n`),
);
