import { thisMachine } from "../machine.ts";
import { measureRounds } from "../overhead/measure.ts";
import { type CaseSummary, summarise } from "../overhead/summary.ts";
import { inputSource } from "../overhead/texts.ts";
import type { Terminal } from "../terminal.ts";
import { parseResilienceArguments, type ResilienceArguments, resilienceHelp } from "./arguments.ts";
import { type Condition, resilienceCases } from "./cases.ts";
import { resilienceReport } from "./report.ts";

/** Documents in every list. */
const documents = 100;

/** Measures and prints a report. Returns the exit status: 0 done, 2 wrong usage. */
export async function runResilience(args: readonly string[], terminal: Terminal): Promise<number> {
  let asked: ResilienceArguments | undefined;
  try {
    asked = parseResilienceArguments(args);
  } catch (error) {
    terminal.complain(`${error instanceof Error ? error.message : error}\n\n${resilienceHelp}`);
    return 2;
  }
  if (!asked) {
    terminal.print(resilienceHelp);
    return 0;
  }
  const healthy = await measure("healthy", asked, terminal);
  const open = await measure("open", asked, terminal);
  const command = ["node bench/dist/resilience.js", ...args].join(" ");
  terminal.print(resilienceReport({ machine: thisMachine(), command, ...asked, healthy, open }));
  return 0;
}

async function measure(
  condition: Condition,
  { rounds, timeMs }: ResilienceArguments,
  terminal: Terminal,
): Promise<readonly CaseSummary[]> {
  const { cases, close } = await resilienceCases(documents, condition);
  const onRound = (round: number): void => terminal.progress(`${condition}: round ${round + 1} of ${rounds}`);
  try {
    return summarise(documents, await measureRounds(cases, inputSource(documents), { rounds, timeMs, onRound }));
  } finally {
    terminal.progress("");
    await close();
  }
}
