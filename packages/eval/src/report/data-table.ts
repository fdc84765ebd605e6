import { type Html, type HtmlValue, html, trusted } from "./html.ts";

/** A column of a table. */
export interface Column<Row> {
  /** Heading. */
  readonly heading: HtmlValue;
  readonly cell: (row: Row) => HtmlValue;
  /** "number" sets figures under each other; text otherwise. */
  readonly kind?: "number" | "text" | undefined;
}

/**
 * A table with a caption, in a frame that scrolls sideways where it is too wide. The first column heads its row.
 *
 * @param id unique on the page: the caption's id, which names the frame too.
 */
export function dataTable<Row>(
  id: string,
  caption: HtmlValue,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): Html {
  const headings = columns.map((column) => html`<th scope="col"${classOf(column)}>${column.heading}</th>`);
  return html`<div class="scroll" role="group" tabindex="0" aria-labelledby="${id}"><table>
<caption id="${id}"><span>${caption}</span></caption>
<thead><tr>${headings}</tr></thead>
<tbody>
${rows.map((row) => html`<tr>${columns.map((column, at) => cell(column, row, at))}</tr>\n`)}</tbody>
</table></div>`;
}

/** A table that says what a plot shows, closed until somebody asks for it. */
export function plotData<Row>(
  id: string,
  caption: HtmlValue,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): Html {
  return html`<details class="data"><summary>The figures as a table</summary>${dataTable(id, caption, columns, rows)}</details>`;
}

function cell<Row>(column: Column<Row>, row: Row, at: number): Html {
  return at === 0
    ? html`<th scope="row"${classOf(column)}>${column.cell(row)}</th>`
    : html`<td${classOf(column)}>${column.cell(row)}</td>`;
}

function classOf<Row>({ kind }: Column<Row>): Html {
  return trusted(kind === "number" ? ' class="number"' : "");
}
