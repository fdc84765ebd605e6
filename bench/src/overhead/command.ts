import { writeFileSync } from "node:fs";
import { thisMachine } from "../machine.ts";
import type { Terminal } from "../terminal.ts";
import { type OverheadArguments, overheadHelp, parseOverheadArguments } from "./arguments.ts";
import { overheadCases } from "./cases.ts";
import { measureRounds } from "./measure.ts";
import { overheadReport } from "./report.ts";
import { type CaseSummary, summarise } from "./summary.ts";
import { inputSource } from "./texts.ts";

const listLengths = [10, 100, 1000] as const;

/** Measures and prints a report. Returns the exit status: 0 done, 2 wrong usage. */
export async function runOverhead(args: readonly string[], terminal: Terminal): Promise<number> {
  let asked: OverheadArguments | undefined;
  try {
    asked = parseOverheadArguments(args);
  } catch (error) {
    terminal.complain(`${error instanceof Error ? error.message : error}\n\n${overheadHelp}`);
    return 2;
  }
  if (!asked) {
    terminal.print(overheadHelp);
    return 0;
  }
  const { rounds, timeMs, json } = asked;
  const cases = await measureAll(asked, terminal);
  const command = ["node bench/dist/overhead.js", ...args].join(" ");
  const report = { machine: thisMachine(), command, rounds, timeMs, cases };
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(report, undefined, 2)}\n`);
  terminal.print(overheadReport(report));
  return 0;
}

async function measureAll({ rounds, timeMs }: OverheadArguments, terminal: Terminal): Promise<readonly CaseSummary[]> {
  const summaries: CaseSummary[] = [];
  for (const documents of listLengths) {
    const onRound = (round: number): void =>
      terminal.progress(`${documents} documents: round ${round + 1} of ${rounds}`);
    const figures = await measureRounds(overheadCases(documents), inputSource(documents), { rounds, timeMs, onRound });
    summaries.push(...summarise(documents, figures));
  }
  terminal.progress("");
  return summaries;
}
