import type { CallScope } from "./call-scope.ts";
import type { CheckedAnswer } from "./check-answer.ts";
import { errorFrom } from "./error-from.ts";
import type { RerankError } from "./errors.ts";
import type { Piece } from "./plan-pieces.ts";

/** What became of one piece. */
export type PieceResult = { readonly piece: Piece } & (
  | { readonly answer: CheckedAnswer; readonly error?: undefined }
  | { readonly answer?: undefined; readonly error: RerankError }
);

/** So many pieces of one call are under way at once. */
const piecesAtOnce = 4;

/** These mean that the whole call is wrong, not one piece of it. */
const fatal: ReadonlySet<string> = new Set(["auth", "tls", "bad_request"]);

/**
 * Runs every piece, some at once. A failed piece takes no other along; pieces that the budget left no time for count as
 * failed with `timeout`.
 *
 * @throws the caller's reason or `closed` where those ended the call; a piece's error that is fatal.
 */
export async function runPieces(
  pieces: readonly Piece[],
  score: (piece: Piece) => Promise<CheckedAnswer>,
  scope: CallScope,
  id: string,
): Promise<readonly PieceResult[]> {
  const results: PieceResult[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let at = next++; at < pieces.length; at = next++) {
      results[at] = await runPiece(pieces[at] as Piece, score, scope, id);
    }
  };
  await Promise.all(Array.from({ length: Math.min(piecesAtOnce, pieces.length) }, lane));
  return results;
}

async function runPiece(
  piece: Piece,
  score: (piece: Piece) => Promise<CheckedAnswer>,
  scope: CallScope,
  id: string,
): Promise<PieceResult> {
  if (piece.refused) return { piece, error: piece.refused };
  try {
    if (scope.endedBy()) throw scope.reason();
    return { piece, answer: await scope.race(score(piece)) };
  } catch (thrown) {
    if (scope.endedBy() && scope.endedBy() !== "budget") throw scope.reason();
    const error = errorFrom(scope.endedBy() === "budget" ? scope.reason() : thrown, id);
    if (!fatal.has(error.code)) return { piece, error };
    scope.end("failed", error);
    throw error;
  }
}
