import type { RerankerDefinition } from "./definition.ts";
import { estimateTokens, jsonBytes } from "./measure.ts";
import type { RerankRequest } from "./request.ts";
import type { Limits } from "./traits.ts";

/** How much of each limit some documents take. */
export interface Load {
  readonly documents: number;
  readonly tokens: number;
  readonly bytes: number;
}

/** Measures documents by the limits that are declared. */
export interface Meter {
  load(place: number): Load;
  /** Whether a piece of that load keeps the limits, estimates included. */
  fits(load: Load): boolean;
  /** Which limit is certainly exceeded, in words; estimates never refuse. */
  excess(load: Load): string | undefined;
}

/** Makes the meter of one request. */
export function createMeter(request: RerankRequest, definition: RerankerDefinition, limits: Limits): Meter {
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

/** No documents. */
export const nothing: Load = { documents: 0, tokens: 0, bytes: 0 };

/** Two loads together. */
export function add(a: Load, b: Load): Load {
  return { documents: a.documents + b.documents, tokens: a.tokens + b.tokens, bytes: a.bytes + b.bytes };
}

function over(value: number, limit: number | undefined): boolean {
  return limit !== undefined && value > limit;
}

/**
 * Whether no limit can be exceeded, told by lengths alone: a UTF-16 unit takes at most six bytes in JSON, and an estimate at
 * most one token. Most lists are far below their limits and need no closer look.
 */
export function surelyFits(
  { query, documents }: RerankRequest,
  { countTokens }: RerankerDefinition,
  { maxDocuments, maxTokensPerPair, maxTotalTokens, maxBytes }: Limits,
): boolean {
  const counted = countTokens !== undefined && (maxTokensPerPair !== undefined || maxTotalTokens !== undefined);
  if (counted || over(documents.length, maxDocuments)) return false;
  const units = documents.reduce((sum, { length }) => sum + length, 0);
  const bytes = 6 * (query.length + units) + 3 * (documents.length + 1);
  return !over(bytes, maxBytes) && !over(query.length * documents.length + units, maxTotalTokens);
}
