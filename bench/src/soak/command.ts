import { thisMachine } from "../machine.ts";
import type { Terminal } from "../terminal.ts";
import { parseSoakArguments, type SoakArguments, soakHelp, usualCalls } from "./arguments.ts";
import { play } from "./play.ts";
import { type Reported, soakReport } from "./report.ts";
import type { Scenario } from "./scenario.ts";
import { scenarios } from "./scenarios.ts";

/**
 * Plays and prints a report. Returns the exit status: 0 every figure kept its limit, 1 one did not, 2 wrong usage.
 *
 * @param keep is handed the report of a run of everything, in full.
 */
export async function runSoak(
  args: readonly string[],
  terminal: Terminal,
  keep: (report: string) => void,
): Promise<number> {
  let asked: SoakArguments | undefined;
  let chosen: readonly Scenario[];
  try {
    asked = parseSoakArguments(args);
    chosen = asked ? choose(asked.only) : [];
  } catch (error) {
    terminal.complain(`${error instanceof Error ? error.message : error}\n\n${soakHelp}\n\nScenarios:\n${list()}`);
    return 2;
  }
  if (!asked) {
    terminal.print(`${soakHelp}\n\nScenarios:\n${list()}`);
    return 0;
  }
  const { calls, seed } = asked;
  const played: Reported[] = [];
  for (const scenario of chosen) {
    const { id, about } = scenario;
    const onProgress = (text: string): void => terminal.progress(`${id} ${about}: ${text}`);
    onProgress("starting");
    played.push({ id, about, ...(await play(scenario, { calls, seed }, onProgress)) });
  }
  terminal.progress("");
  const report = soakReport(
    thisMachine(),
    ["npm run soak", ...(args.length > 0 ? ["--", ...args] : [])].join(" "),
    played,
  );
  terminal.print(report);
  if (chosen === scenarios && calls >= usualCalls) keep(report);
  return played.some(({ findings }) => findings.some(({ verdict }) => verdict === "FAILED")) ? 1 : 0;
}

/** @throws Error where there is no such scenario. */
function choose(ids: readonly string[]): readonly Scenario[] {
  if (ids.length === 0) return scenarios;
  const unknown = ids.find((wanted) => !scenarios.some(({ id }) => id === wanted));
  if (unknown !== undefined) throw new Error(`there is no scenario "${unknown}"`);
  return scenarios.filter(({ id }) => ids.includes(id));
}

function list(): string {
  return scenarios.map(({ id, about }) => `  ${id.padEnd(5)}${about}`).join("\n");
}
