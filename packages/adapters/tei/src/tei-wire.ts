import { type PairScore, rerankError } from "@secondpass/core";
import { readScores, toJson } from "@secondpass/http";

/** How the server is to score. */
export interface TeiSettings {
  readonly truncate: boolean;
  readonly truncationDirection: "left" | "right" | undefined;
  readonly rawScores: boolean;
}

/**
 * The body of `POST /rerank`, as JSON. `truncate` is always said, since servers differ in their default; there is no `top_n` and
 * no model.
 *
 * @see https://huggingface.github.io/text-embeddings-inference/
 */
export function teiBody(query: string, texts: readonly string[], settings: TeiSettings): string {
  const { truncate, truncationDirection, rawScores } = settings;
  const direction = truncationDirection && { truncation_direction: truncationDirection === "left" ? "Left" : "Right" };
  return toJson({ query, texts, truncate, raw_scores: rawScores, ...direction });
}

/**
 * Scores out of an answer, a bare list, to so many texts. A list may go in several requests, so rows are checked here: one that is
 * out of its own request's range could pass for another request's.
 *
 * @throws RerankError `malformed`.
 */
export function teiScores(json: unknown, count: number): readonly PairScore[] {
  const rows = readScores(json, { score: "score" }, "tei");
  if (rows.length !== count) throw malformed(`the answer has ${rows.length} rows for ${count} texts`);
  const stray = rows.findIndex(({ index }) => index < 0 || index >= count);
  if (stray >= 0) throw malformed(`the answer's rows[${stray}].index is outside 0…${count - 1}`);
  return rows;
}

function malformed(what: string): Error {
  return rerankError("malformed", `tei: ${what}`, { provider: "tei" });
}
