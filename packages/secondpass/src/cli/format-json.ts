import type { RankedDocument } from "@secondpass/core";
import type { InputDocument } from "./input-document.ts";
import type { Report } from "./report.ts";

/** One JSON object with all there is to know of the answer. */
export function formatJson({ query, requested, result, totalMs }: Report): string {
  const { rerankerId, revision, scoreScale, outcome, usage, warnings } = result;
  const answer = {
    query,
    requested,
    reranker: rerankerId,
    ...(revision === undefined ? {} : { revision }),
    scoreScale,
    outcome,
    ranking: result.ranking.map(rowOf),
    usage: usage ?? null,
    timings: { totalMs: Math.round(totalMs * 1000) / 1000 },
    warnings,
  };
  return `${JSON.stringify(answer, null, 2)}\n`;
}

function rowOf({ index, score, rawScore, parts, document }: RankedDocument<InputDocument>, at: number): object {
  return {
    rank: at + 1,
    index,
    id: document.id ?? null,
    score,
    ...(rawScore === undefined ? {} : { rawScore }),
    ...(parts === undefined ? {} : { parts }),
    text: document.text,
    document: document.value,
  };
}

/** Each input object on a line, best first, with `rerank: { rank, score, index }` added; plain strings become `{ text }`. */
export function formatJsonLines({ result }: Report): string {
  const lines = result.ranking.map(({ index, score, document: { value, text } }, at) => {
    const object = typeof value === "string" ? { text } : (value as object);
    return `${JSON.stringify({ ...object, rerank: { rank: at + 1, score, index } })}\n`;
  });
  return lines.join("");
}
