import type { RerankerDefinition } from "./definition.ts";
import { type RerankError, rerankError } from "./errors.ts";
import { add, createMeter, type Load, type Meter, nothing, surelyFits } from "./meter.ts";
import type { RerankRequest } from "./request.ts";

/** A part of a list that goes to the backend in one request. */
export interface Piece {
  /** Places into the prepared list, contiguous and ascending. */
  readonly places: readonly number[];
  /** Why it is not sent at all: its one document alone is over a limit. */
  readonly refused?: RerankError;
}

/**
 * Cuts a pointwise reranker's list into contiguous pieces that keep its limits; a listwise one's stays whole.
 *
 * @param request the prepared request: no blank documents.
 * @param sent where each of its documents stands in the caller's list, for messages.
 * @throws RerankError `input_too_large` where a listwise reranker's list is over a limit.
 */
export function planPieces(
  request: RerankRequest,
  sent: readonly number[],
  definition: RerankerDefinition,
): readonly Piece[] {
  const { limits, pointwise } = definition.traits;
  const all = sent.map((_, place) => place);
  if (!limits || surelyFits(request, definition, limits)) return [{ places: all }];
  const meter = createMeter(request, definition, limits);
  const measured = all.map((place): Measured => {
    const load = meter.load(place);
    const excess = meter.excess(load);
    const name = `documents[${sent[place]}]`;
    return { place, load, refused: excess === undefined ? undefined : tooLarge(definition.id, name, excess) };
  });
  return pointwise ? fill(measured, meter) : [keepWhole(measured, meter, definition.id)];
}

/** A document, what it takes, and whether it is over a limit by itself. */
interface Measured {
  readonly place: number;
  readonly load: Load;
  readonly refused: RerankError | undefined;
}

function keepWhole(documents: readonly Measured[], meter: Meter, id: string): Piece {
  for (const { refused } of documents) if (refused) throw refused;
  const places = documents.map(({ place }) => place);
  const excess = meter.excess(documents.map((one) => one.load).reduce(add, nothing));
  if (excess !== undefined) throw tooLarge(id, `a list of ${places.length} documents`, excess);
  return { places };
}

/** Fills one piece after the other, in order; a document that is over a limit by itself becomes a piece that is not sent. */
function fill(documents: readonly Measured[], meter: Meter): readonly Piece[] {
  const pieces: Piece[] = [];
  let current: number[] = [];
  let load = nothing;
  const flush = (): void => {
    if (current.length > 0) pieces.push({ places: current });
    current = [];
    load = nothing;
  };
  for (const { place, load: own, refused } of documents) {
    if (refused) {
      flush();
      pieces.push({ places: [place], refused });
      continue;
    }
    if (!meter.fits(add(load, own))) flush();
    current.push(place);
    load = add(load, own);
  }
  flush();
  return pieces;
}

function tooLarge(id: string, what: string, excess: string): RerankError {
  return rerankError("input_too_large", `${id}: ${what} with the query is too large: ${excess}`, { provider: id });
}
