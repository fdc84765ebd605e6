import type { RerankerDefinition } from "./definition.ts";
import { type RerankError, rerankError } from "./errors.ts";
import { estimateTokens, jsonBytes } from "./measure.ts";
import type { RerankRequest } from "./request.ts";
import type { Limits } from "./traits.ts";

/** A part of a list that goes to the backend in one request. */
export interface Piece {
  /** Places into the prepared list, contiguous and ascending. */
  readonly places: readonly number[];
  /** Why it is not sent at all: its one document alone is over a limit. */
  readonly refused?: RerankError;
}

/** How much of each limit some documents take. */
interface Load {
  readonly documents: number;
  readonly tokens: number;
  readonly bytes: number;
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
  if (!limits) return [{ places: all }];
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

interface Meter {
  load(place: number): Load;
  /** Whether a piece of that load keeps the limits, estimates included. */
  fits(load: Load): boolean;
  /** Which limit is certainly exceeded, in words; estimates never refuse. */
  excess(load: Load): string | undefined;
}

function createMeter(request: RerankRequest, definition: RerankerDefinition, limits: Limits): Meter {
  const { query, documents } = request;
  const { maxTokensPerPair, maxTotalTokens, maxBytes } = limits;
  const countsTokens = maxTokensPerPair !== undefined || maxTotalTokens !== undefined;
  const exact = definition.countTokens !== undefined;
  const tokensOf = (text: string): number =>
    countsTokens ? (definition.countTokens?.(text) ?? estimateTokens(text)) : 0;
  const bytesOf = (text: string): number => (maxBytes === undefined ? 0 : jsonBytes(text) + 1);
  const queryTokens = tokensOf(query);
  const queryBytes = bytesOf(query);
  const perPiece = evenShare(documents.length, limits.maxDocuments);
  return {
    load(place) {
      const text = documents[place] as string;
      return { documents: 1, tokens: queryTokens + tokensOf(text), bytes: bytesOf(text) };
    },
    fits: ({ documents, tokens, bytes }) =>
      documents <= perPiece && !over(tokens, maxTotalTokens) && !over(queryBytes + bytes, maxBytes),
    excess({ documents, tokens, bytes }) {
      if (over(documents, limits.maxDocuments)) return `${documents} documents, at most ${limits.maxDocuments}`;
      if (over(queryBytes + bytes, maxBytes)) return `${queryBytes + bytes} bytes, at most ${maxBytes}`;
      if (!exact) return undefined;
      if (over(tokens, maxTotalTokens)) return `${tokens} tokens in all, at most ${maxTotalTokens}`;
      if (documents === 1 && over(tokens, maxTokensPerPair)) return `${tokens} tokens, at most ${maxTokensPerPair}`;
      return undefined;
    },
  };
}

/** As many pieces as maxDocuments demands, and those evenly filled: the longest piece decides how long the call takes. */
function evenShare(length: number, maxDocuments: number | undefined): number {
  if (maxDocuments === undefined) return length;
  return Math.ceil(length / Math.ceil(length / Math.max(1, Math.floor(maxDocuments))));
}

const nothing: Load = { documents: 0, tokens: 0, bytes: 0 };

function add(a: Load, b: Load): Load {
  return { documents: a.documents + b.documents, tokens: a.tokens + b.tokens, bytes: a.bytes + b.bytes };
}

function over(value: number, limit: number | undefined): boolean {
  return limit !== undefined && value > limit;
}

function tooLarge(id: string, what: string, excess: string): RerankError {
  return rerankError("input_too_large", `${id}: ${what} with the query is too large: ${excess}`, { provider: id });
}
