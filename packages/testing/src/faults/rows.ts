import type { Exchange, RowsAccess } from "./fault.ts";

/** A row of an answer, in whatever shape the provider gives it. */
export type Row = Record<string, unknown>;

/** The rows of a payload. */
function rowsOf(payload: unknown, { list }: RowsAccess): Row[] {
  const rows = list === undefined ? payload : (payload as Row)[list];
  if (!Array.isArray(rows)) throw new TypeError(`the good answer has no rows at ${list ?? "its root"}`);
  return rows as Row[];
}

/** The payload with something else in place of its rows. */
export function withRows(payload: unknown, { list }: RowsAccess, rows: unknown): unknown {
  return list === undefined ? rows : { ...(payload as Row), [list]: rows };
}

/** Stands for text that `bentBody` puts into the JSON as it is, so that a body can hold what JSON.stringify would not write. */
export function literal(text: string): string {
  return `@literal(${text})`;
}

/** The good answer's JSON with its rows bent. */
export function bentBody({ good, rows: access }: Exchange, bend: (rows: Row[], access: RowsAccess) => unknown): string {
  const payload = good();
  return jsonWithLiterals(withRows(payload, access, bend(rowsOf(payload, access), access)));
}

/** JSON in which every `literal` stands as it is. */
export function jsonWithLiterals(value: unknown): string {
  return JSON.stringify(value).replaceAll(/"@literal\(([^)]*)\)"/g, (_, escaped: string) => JSON.parse(`"${escaped}"`));
}
