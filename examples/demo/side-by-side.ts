import type { Dataset } from "@secondpass/eval";
import cliTruncate from "cli-truncate";
import pc from "picocolors";
import stringWidth from "string-width";
import type { Reordered } from "./rerank-all.ts";

/** What the comparison is fitted to. */
export interface View {
  /** Width of the terminal. */
  readonly columns: number;
  readonly color: boolean;
  /** How many places are shown. */
  readonly places: number;
}

/** One question's first stage beside the reranked order, in lines. ● answers the question, ○ helps, by the judgements. */
export function sideBySide(
  dataset: Dataset,
  question: string,
  { before, after }: Reordered,
  view: View,
): readonly string[] {
  const colors = pc.createColors(view.color);
  const width = Math.max(20, Math.floor((view.columns - 3) / 2));
  const judged = dataset.qrels.get(question);
  const mark = (id: string): string => ["·", "○", "●"][judged?.get(id) ?? 0] ?? "·";
  const cell = (id: string | undefined, prefix: string): string => {
    if (id === undefined) return " ".repeat(width);
    const text = cliTruncate(`${prefix}${mark(id)} ${dataset.documents.get(id) ?? ""}`, width);
    return text + " ".repeat(width - stringWidth(text));
  };
  const lines = Array.from({ length: view.places }, (_, place) => {
    const id = after[place] ?? "";
    const moved = moveOf(before.indexOf(id), place).padEnd(4);
    const right = cell(id, `${place + 1}  ${moved} `);
    return `${cell(before[place], `${place + 1}  `)} │ ${colorByMove(right, moved, colors)}`.trimEnd();
  });
  return [colors.dim(`${"First stage: shared words".padEnd(width)} │ Reranked`), ...lines];
}

function moveOf(from: number, to: number): string {
  if (from === to) return "=";
  return from > to ? `▲${from - to}` : `▼${to - from}`;
}

function colorByMove(text: string, moved: string, colors: ReturnType<typeof pc.createColors>): string {
  if (moved.startsWith("▲")) return colors.green(text);
  return moved.startsWith("▼") ? colors.dim(text) : text;
}
