import { type Machine, provenance } from "../machine.ts";
import { markdownTable } from "../table.ts";
import type { Family } from "./contenders.ts";
import type { Model } from "./models.ts";
import { type ContenderSummary, fastestOf, type Ratio } from "./summary.ts";
import type { LengthName } from "./texts.ts";

/** One model with texts of one length. */
export interface Section {
  readonly model: Model;
  readonly length: LengthName;
  readonly rounds: number;
  /** Tokens of the timed pairs, sorted. */
  readonly pairTokens: readonly number[];
  readonly summaries: readonly ContenderSummary[];
}

/** What is said around the tables. */
export interface ReportFrame {
  readonly machine: Machine;
  readonly command: string;
  /** Instruction sets that matter. */
  readonly instructionSets: readonly string[];
  readonly versions: readonly string[];
  /** Where the texts are from. */
  readonly source: string;
}

/** What is aimed at. */
const aims = { speed: 2.5, memory: 1 / 3, loopDelayMs: 5 } as const;

const heading = [
  "contender",
  "pairs/s",
  "we are × faster",
  "lowest–highest",
  "peak RSS MB",
  "ours / its",
  "loop delay p50 / p99 / max ms",
  "first score ms",
  "difference, median / greatest",
];

/** The figures as Markdown. */
export function onnxCpuReport(frame: ReportFrame, sections: readonly Section[]): string {
  return `# Local models on the CPU: our adapter, transformers.js, sentence-transformers

Every contender runs in a process of its own on all cores, all of a round on the same files and texts, in random order; every
figure is the median of the rounds, ratios are taken within a round. A list has 100 candidates, made of
${frame.source}; no list is timed twice. The cross-encoder's weights are random: its times are real, its scores
order nothing.

- batches of N: the peer is given N texts at a time, in the order of the list; * marks what its documentation shows
- peak RSS: VmHWM of the process, after one pair, a list to warm up and the timed lists
- loop delay: of the main thread while it scores, by \`monitorEventLoopDelay\`, whose timer itself takes 1 ms of it
- first score: from the start of the process to the score of one document, files in the page cache
- its matrix multiplications alone: no contender, but what bounds all of them: ONNX Runtime multiplies matrices of the model's
  shapes for as many tokens, on one session of one thread per core, and does nothing else (in int8 it quantizes, as it must).
  Attention, softmax, GELU, normalisation and tokenizing come on top.
- difference: of a score from ours, the middle one and the greatest. In int8, one scale serves a whole batch, so a peer's
  scores depend on batch mates; ours do not. transformers.js cuts a text that is too long without the marker at its end.

${sections.map(sectionOf).join("\n\n")}

## Aims

${markdownTable(["model, texts", "aim", "found", "multiplications alone", ""], sections.flatMap(aimsOf))}

${provenance(frame.machine, frame.command)}
- Instruction sets: ${frame.instructionSets.join(", ")}
- Versions: ${frame.versions.join(", ")}`;
}

function sectionOf({ model, length, rounds, pairTokens, summaries }: Section): string {
  const disturbed = summaries.reduce((sum, one) => sum + one.disturbed, 0);
  const mean = pairTokens.reduce((sum, tokens) => sum + tokens, 0) / pairTokens.length;
  const at = (part: number): number =>
    pairTokens[Math.min(pairTokens.length - 1, Math.floor(part * pairTokens.length))] ?? 0;
  return `## ${titleOf(model, length)}

${rounds} rounds; others disturbed ${disturbed} of ${rounds * summaries.length} samples. Tokens of query and document together: mean ${mean.toFixed(0)}, p50 ${at(0.5)}, p95 ${at(0.95)}, greatest ${at(1)}.

${markdownTable(heading, summaries.map(cellsOf))}`;
}

function titleOf({ title }: Model, length: LengthName): string {
  return `${title[0]?.toUpperCase()}${title.slice(1)}, ${length} texts`;
}

function cellsOf(summary: ContenderSummary): readonly string[] {
  const { contender, ourSpeed } = summary;
  const isOurs = contender.family === "secondpass";
  return [
    `${contender.name}${contender.asDocumented && !isOurs ? " *" : ""}`,
    summary.pairsPerSecond.toFixed(0),
    ...(isOurs ? ["", ""] : [ourSpeed.median.toFixed(2), rangeOf(ourSpeed)]),
    ...(contender.family === "multiplications" ? ["–", "–", "–", "–", "–"] : processCells(summary, isOurs)),
  ];
}

/** What is told of a process that scores. */
function processCells(summary: ContenderSummary, isOurs: boolean): readonly string[] {
  return [
    summary.peakRssMb.toFixed(0),
    isOurs ? "" : summary.ourMemory.median.toFixed(2),
    summary.loopDelayMs?.map((ms) => ms.toFixed(1)).join(" / ") ?? "–",
    summary.firstScoreMs.toFixed(0),
    isOurs ? "" : `${summary.medianDifference.toExponential(1)} / ${summary.greatestDifference.toExponential(1)}`,
  ];
}

function rangeOf({ lowest, highest }: Ratio): string {
  return `${lowest.toFixed(2)}–${highest.toFixed(2)}`;
}

function aimsOf({ model, length, summaries }: Section): readonly (readonly string[])[] {
  const of = `${model.kind === "late-interaction" ? "mini" : model.dtype}, ${length}`;
  const verdict = (met: boolean): string => (met ? "reached" : "missed");
  const rows: string[][] = [];
  const bound = fastestOf(summaries, "multiplications")?.pairsPerSecond;
  const best = fastestOf(summaries, "transformers.js");
  const documented = summaries.find(
    ({ contender }) => contender.family === "transformers.js" && contender.asDocumented,
  );
  for (const [how, peer] of [["at its best", best] as const, ["as documented", documented] as const]) {
    if (!peer) continue;
    const speed = peer.ourSpeed.median;
    const memory = peer.ourMemory.median;
    const most = bound === undefined ? "" : `${(bound / peer.pairsPerSecond).toFixed(2)} ×`;
    const aim = `${aims.speed} × transformers.js ${how}`;
    rows.push([of, aim, `${speed.toFixed(2)} ×`, most, verdict(speed >= aims.speed)]);
    rows.push([of, `a third of its memory ${how}`, `${memory.toFixed(2)} ×`, "", verdict(memory <= aims.memory)]);
  }
  const torch = fastestOf(summaries, "sentence-transformers" satisfies Family);
  if (torch) {
    const speed = torch.ourSpeed.median;
    rows.push([of, "ahead of sentence-transformers at its best", `${speed.toFixed(2)} ×`, "", verdict(speed > 1)]);
  }
  const p99 = fastestOf(summaries, "secondpass")?.loopDelayMs?.[1];
  if (p99 !== undefined) {
    rows.push([
      of,
      `loop delay p99 at most ${aims.loopDelayMs} ms`,
      `${p99.toFixed(1)} ms`,
      "",
      verdict(p99 <= aims.loopDelayMs),
    ]);
  }
  return rows;
}
