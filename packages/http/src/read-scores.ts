import { type PairScore, rerankError } from "@secondpass/core";

/** Where scores stand in a provider's answer. */
export interface ScoreShape {
  /** The member that holds the list of rows; without it the answer itself is the list. */
  readonly list?: string | undefined;
  /** The member of a row that holds the score. */
  readonly score: string;
  /** The member of a row that holds the document's index. Default "index". */
  readonly index?: string | undefined;
}

/**
 * The rows of an answer as scores. Only what has the right type passes: a score that is null or text is no score, and 0
 * would be invented. That indices are in range, unique and complete is checked by core.
 *
 * @param json the answer, whatever it is.
 * @throws RerankError `malformed` saying where.
 */
export function readScores(json: unknown, shape: ScoreShape, provider: string): readonly PairScore[] {
  const { list, score: scoreName, index: indexName = "index" } = shape;
  const rows = list === undefined ? json : memberOf(json, list);
  if (!Array.isArray(rows)) throw malformed(provider, `has no list${list === undefined ? "" : ` "${list}"`}`);
  const at = (place: number, name: string): string => `${list ?? "rows"}[${place}].${name}`;
  return rows.map((row: unknown, place) => {
    const index = memberOf(row, indexName);
    const score = memberOf(row, scoreName);
    if (!Number.isInteger(index)) throw malformed(provider, `has no whole number ${at(place, indexName)}`);
    // 1e999 is JSON and no number.
    if (!Number.isFinite(score)) throw malformed(provider, `has no number ${at(place, scoreName)}`);
    return { index: index as number, score: score as number };
  });
}

/** A member of an object of the answer's own; nothing is taken from prototypes. */
export function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[name];
}

/** A number of an answer that is a count: finite and not negative; undefined else. For usage, which nobody should fail over. */
export function countOf(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) && value >= 0 ? value : undefined;
}

function malformed(provider: string, what: string): Error {
  return rerankError("malformed", `${provider}: the answer ${what}`, { provider });
}
