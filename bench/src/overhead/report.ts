import { type Machine, provenance } from "../machine.ts";
import { markdownTable } from "../table.ts";
import { baseline } from "./cases.ts";
import type { CaseSummary } from "./summary.ts";

/** All figures of one run; what `--json` writes. */
export interface OverheadReport {
  readonly machine: Machine;
  readonly command: string;
  readonly rounds: number;
  /** Timed milliseconds per case and round. */
  readonly timeMs: number;
  readonly cases: readonly CaseSummary[];
}

/** What core may add to a call with 100 documents. */
const aim = { documents: 100, addedUs: 100 } as const;

const heading = ["case", "documents", "median µs", "p99 µs", `added over ${baseline} µs`, "lowest–highest", "ratio"];

/** What the cases are, for readers of the table. */
const legend = `- ${baseline}: calls the reranker's \`score\` and sorts the rows, as an application would by hand
- reranker.rerank: the same \`score\` in \`defineReranker\`
- rerank() with objects: \`rerank()\` over it, objects in and out
- wrapper.rerank: a pass-through \`defineWrapper\` around it
- reranker.rerank with limits: declares \`maxDocuments\` and \`maxBytes\`, which the list keeps`;

/** The figures as Markdown. */
export function overheadReport({ machine, command, rounds, timeMs, cases }: OverheadReport): string {
  return `# What core adds to a call

The reranker answers at once with prepared scores. Texts have about 60 words and are new strings in every call; the caller
passes an abort signal and a time budget. ${rounds} rounds of ${timeMs} ms per case, interleaved; every figure is the median of the
rounds, lowest and highest are of single rounds.

${legend}

${markdownTable(heading, cases.map(cellsOf))}

${verdict(cases)}

${provenance(machine, command)}`;
}

function cellsOf({ name, documents, medianUs, p99Us, addedUs, addedRangeUs, ratio }: CaseSummary): readonly string[] {
  const [lowest, highest] = addedRangeUs;
  const compared = name === baseline ? ["", ""] : [addedUs.toFixed(1), `${lowest.toFixed(1)}–${highest.toFixed(1)}`];
  return [name, String(documents), medianUs.toFixed(1), p99Us.toFixed(1), ...compared, ratio.toFixed(1)];
}

function verdict(cases: readonly CaseSummary[]): string {
  const compared = cases.filter(({ documents, name }) => documents === aim.documents && name !== baseline);
  const missed = compared.filter(({ addedUs }) => addedUs >= aim.addedUs).map(({ name }) => name);
  const result = missed.length === 0 ? "met by all" : `missed by ${missed.join(", ")}`;
  return `Aim: under ${aim.addedUs} µs added at ${aim.documents} documents; ${result}.`;
}
