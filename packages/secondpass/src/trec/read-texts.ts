import { extname } from "node:path";
import { UsageError } from "../cli/usage-error.ts";
import { type Line, readLines } from "./read-lines.ts";

/** A line of a collection: its id and its text. */
type Row = readonly [id: string, text: string];

/**
 * Reads the texts of some ids out of a file of queries or documents: `.jsonl` with `_id` or `id`, `text` and perhaps `title`
 * (put before the text, unless that begins with it); or `.tsv` with id, tab, text.
 *
 * @param wanted the other lines are passed over.
 * @throws UsageError naming file, line and field, or an id that is not there.
 */
export async function readTexts(
  path: string,
  name: string,
  wanted: ReadonlySet<string>,
): Promise<ReadonlyMap<string, string>> {
  const read = readers[extname(path).toLowerCase()];
  if (!read) throw new UsageError(`${name}: unknown kind of file; queries and documents come in .jsonl or .tsv files`);
  const texts = new Map<string, string>();
  for await (const line of readLines(path, name)) {
    const [id, text] = read(line);
    if (!wanted.has(id)) continue;
    if (texts.has(id)) throw new UsageError(`${line.where}: the id ${id} comes twice`);
    texts.set(id, text);
  }
  const missing = [...wanted].filter((id) => !texts.has(id));
  if (missing.length === 0) return texts;
  const others = missing.length === 1 ? "" : ` and ${missing.length - 1} more that the run has`;
  throw new UsageError(`${name}: there is no ${missing[0]}${others}`);
}

const readers: Readonly<Record<string, (line: Line) => Row>> = { ".jsonl": jsonRow, ".tsv": tsvRow };

function tsvRow({ text, where }: Line): Row {
  const tab = text.indexOf("\t");
  if (tab < 1) throw new UsageError(`${where}: a line has 2 fields separated by a tab: id, text`);
  return [text.slice(0, tab), text.slice(tab + 1)];
}

function jsonRow({ text: line, where }: Line): Row {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new UsageError(`${where}: not valid JSON`);
  }
  if (typeof value !== "object" || value === null) throw new UsageError(`${where}: must be an object`);
  const { _id, id = _id, text, title = "" } = value as Readonly<Record<string, unknown>>;
  if ((typeof id !== "string" || id === "") && !Number.isFinite(id)) {
    throw new UsageError(`${where}: field "_id" or "id" must be a text or a number`);
  }
  if (typeof text !== "string") throw new UsageError(`${where}: field "text" must be a string`);
  if (typeof title !== "string") throw new UsageError(`${where}: field "title" must be a string`);
  return [String(id), text.startsWith(title) ? text : `${title} ${text}`];
}
