import type { RerankRequest, Warning } from "@secondpass/core";

/** A request whose texts are short enough, and what is to be said of that. */
export interface Cut {
  readonly request: RerankRequest;
  readonly warnings: readonly Warning[];
}

/**
 * Cuts query and documents at so many characters, for endpoints that refuse a whole list over one long text. What is cut is told
 * in the warning `truncated`.
 *
 * @param most UTF-16 units, which are never fewer than characters however they are counted; undefined: nothing is cut.
 */
export function cutTexts(request: RerankRequest, most: number | undefined): Cut {
  const { query, documents } = request;
  const isLong = (text: string): boolean => most !== undefined && text.length > most;
  const long = [query, ...documents].filter(isLong).length;
  if (most === undefined || long === 0) return { request, warnings: [] };
  const cut = (text: string): string => (isLong(text) ? startOf(text, most) : text);
  const message = `${long} of ${documents.length + 1} texts were cut at ${most} characters, the most that the endpoint takes`;
  return {
    request: { ...request, query: cut(query), documents: documents.map(cut) },
    warnings: [{ code: "truncated", message }],
  };
}

/** Without the first half of a pair at its end. */
function startOf(text: string, most: number): string {
  return text.slice(0, most).replace(/[\ud800-\udbff]$/, "");
}
