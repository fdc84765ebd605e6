import type { PairScore, RerankRequest } from "@secondpass/core";
import { countOf, readScores, toJson } from "@secondpass/http";
import type { Dialect } from "./dialect.ts";
import { memberAt, setMember } from "./member-path.ts";

/** What a body holds beside the request's texts. */
export interface BodyExtras {
  readonly model: string | undefined;
  /** By path: of the options and of the call. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** The body of a request in a dialect, as JSON: what the dialect names and nothing else. */
export function bodyIn(
  { request }: Dialect,
  { query, documents, instruction }: Pick<RerankRequest, "query" | "documents" | "instruction">,
  { model, fields }: BodyExtras,
): string {
  const { documentText, topN } = request;
  const texts = documentText === undefined ? documents : documents.map((text) => ({ [documentText]: text }));
  const more = { ...request.fixed, ...fields };
  const members: readonly (readonly [path: string | undefined, value: unknown])[] = [
    [request.model, model],
    [request.query ?? "query", query],
    [request.documents, texts],
    [topN?.send ? topN.name : undefined, documents.length],
    [request.instruction, instruction],
    // Cloned, since members may be set within them; most dialects have none.
    ...(Object.keys(more).length === 0 ? [] : Object.entries(structuredClone(more))),
  ];
  const body: Record<string, unknown> = {};
  for (const [path, value] of members) if (path !== undefined && value !== undefined) setMember(body, path, value);
  return toJson(body);
}

/**
 * Scores out of an answer in a dialect.
 *
 * @throws RerankError `malformed`.
 */
export function scoresIn({ name, answer }: Dialect, json: unknown): readonly PairScore[] {
  const { list, index, score } = answer;
  // The last name stays with the reader of rows, which names it in its complaints.
  const cut = list?.lastIndexOf(".") ?? -1;
  const holder = list !== undefined && cut >= 0 ? memberAt(json, list.slice(0, cut)) : json;
  return readScores(holder, { list: list?.slice(cut + 1), index, score }, name);
}

/** The tokens that an answer says it cost; undefined where it does not. */
export function tokensIn({ usage }: Dialect, json: unknown): number | undefined {
  return usage && countOf(memberAt(json, usage.tokens));
}
