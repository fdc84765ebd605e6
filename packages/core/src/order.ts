import type { PairScore } from "./definition.ts";
import type { Prepared } from "./prepare.ts";
import type { Ranked } from "./response.ts";

type Scored = Ranked & { readonly score: number };

/**
 * Puts documents in order: by score in double precision, best first, ties in input order; then the unscored in input order;
 * then the blank.
 *
 * @param rows per document that was sent, its row.
 */
export function rankDocuments(prepared: Prepared, rows: readonly (PairScore | undefined)[]): readonly Ranked[] {
  const scored: Scored[] = [];
  const unscored: Ranked[] = [];
  const blank: Ranked[] = [];
  for (let index = 0; index < prepared.placeOf.length; index++) {
    const place = prepared.placeOf[index] as number;
    if (place < 0) {
      blank.push({ index, score: null });
      continue;
    }
    const row = rows[place];
    const score = row?.score ?? null;
    const ranked =
      row?.rawScore === undefined && row?.parts === undefined ? { index, score } : { ...row, index, score };
    if (score === null) unscored.push(ranked);
    else scored.push(ranked as Scored);
  }
  scored.sort((a, b) => b.score - a.score || a.index - b.index);
  return [...scored, ...unscored, ...blank];
}
