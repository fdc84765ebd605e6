import type { Reranker } from "@secondpass/core";
import type { Dataset } from "@secondpass/eval";
import { thisMachine } from "../machine.ts";
import type { Terminal } from "../terminal.ts";
import { parseQualityArguments, type QualityArguments, qualityHelp } from "./arguments.ts";
import { collections, hasCollection } from "./collections.ts";
import { measureQuality, type QualityFigures } from "./measure.ts";
import { type QualityRow, qualityReport } from "./report.ts";
import { rerankers } from "./rerankers.ts";

/** Measures what the command line asks for and prints a report. Returns the exit status: 0 done, 2 wrong usage or no collections. */
export async function runQuality(args: readonly string[], terminal: Terminal): Promise<number> {
  let asked: QualityArguments | undefined;
  try {
    asked = parseQualityArguments(args);
  } catch (error) {
    terminal.complain(`${error instanceof Error ? error.message : error}\n\n${qualityHelp}`);
    return 2;
  }
  if (!asked) {
    terminal.print(qualityHelp);
    return 0;
  }
  const { folder, sets } = asked;
  const missing = sets.filter((set) => !hasCollection(folder, set));
  if (missing.length > 0) {
    terminal.complain(`No ${missing.join(", ")} in ${folder}; --assets DIR names a folder with the collections.`);
    return 2;
  }
  const rows = await measureAll(asked, terminal);
  const command = ["node bench/dist/quality.js", ...args].join(" ");
  terminal.print(qualityReport({ ...asked, rows, machine: thisMachine(), command }));
  return 0;
}

async function measureAll(
  { folder, sets, rerankers: names, depth }: QualityArguments,
  terminal: Terminal,
): Promise<readonly QualityRow[]> {
  const rows: QualityRow[] = [];
  for (const set of sets) {
    terminal.progress(`${set}: reading`);
    const dataset = await collections[set](folder);
    const figures: QualityFigures[] = [];
    for (const name of names) {
      const onQuery = (done: number, of: number): void =>
        terminal.progress(`${set}, ${name}: ${done} of ${of} queries`);
      await using reranker = await open(name, dataset);
      await reranker.warmup();
      figures.push(await measureQuality(dataset, reranker, { depth, k: 10, onQuery }));
    }
    rows.push({ set, figures });
  }
  terminal.progress("");
  return rows;
}

async function open(name: string, dataset: Dataset): Promise<Reranker> {
  const create = rerankers[name];
  if (!create) throw new Error(`there is no reranker ${name}`);
  return create(dataset);
}
