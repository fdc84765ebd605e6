import type { EvaluationResults } from "../results.ts";

/**
 * Writes rows as comma-separated values: lines end in CRLF; a field with a comma, a quote or a line end is quoted, its quotes
 * doubled. Source: RFC 4180.
 */
export function formatCsv(rows: readonly (readonly (string | number)[])[]): string {
  return rows.map((row) => `${row.map(csvField).join(",")}\r\n`).join("");
}

/**
 * Writes what an evaluation found for each query as comma-separated values: a row for each query and system, with the columns
 * `query_id`, `query`, `system` and one for each measure.
 */
export function formatPerQueryCsv({ measures, systems, queries }: EvaluationResults): string {
  const heading = ["query_id", "query", "system", ...measures];
  const rows = queries.flatMap(({ id, text, measures: values }) =>
    systems.map(({ name }) => [id, text, name, ...measures.map((measure) => values[name]?.[measure] ?? "")]),
  );
  return formatCsv([heading, ...rows]);
}

function csvField(value: string | number): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
