import type { PairScore } from "./definition.ts";
import type { Merged } from "./merge-pieces.ts";
import type { Prepared } from "./prepare.ts";
import type { Ranked } from "./response.ts";

type Scored = Ranked & { readonly score: number };

/**
 * Puts documents in order: by score in double precision, best first, ties in input order; then the unscored in input order;
 * then the blank.
 */
export function rankDocuments(
  { sent, placeOf }: Prepared,
  { rows, arrived }: Pick<Merged, "rows" | "arrived">,
): readonly Ranked[] {
  const scored: Scored[] = [];
  const unscored: Ranked[] = [];
  const blank: Ranked[] = [];
  // As the rows came, so that there is little left to sort.
  for (const place of arrived) {
    const row = rows[place];
    if (hasScore(row)) scored.push(rankedAs(sent[place] as number, row));
  }
  for (let index = 0; index < placeOf.length; index++) {
    const place = placeOf[index] as number;
    const row = rows[place];
    if (place < 0) blank.push({ index, score: null });
    else if (!hasScore(row)) unscored.push({ ...row, index, score: null });
    else if (sent[place] !== index) scored.push(rankedAs(index, row));
  }
  scored.sort((a, b) => b.score - a.score || a.index - b.index);
  return unscored.length + blank.length === 0 ? scored : [...scored, ...unscored, ...blank];
}

type ScoredRow = PairScore & { readonly score: number };

function hasScore(row: PairScore | undefined): row is ScoredRow {
  return row !== undefined && row.score !== null;
}

/** Most rows hold nothing else, and spreading takes longer than all the rest. */
function rankedAs(index: number, row: ScoredRow): Scored {
  return row.rawScore === undefined && row.parts === undefined ? { index, score: row.score } : { ...row, index };
}
