import { idField, type JsonObject, objectOf, textField } from "./fields.ts";
import { fileError, type Line, readLines } from "./lines.ts";
import { addOnce, integerOf } from "./trec.ts";
import type { Qrels } from "./types.ts";

/**
 * Reads the documents of a collection in BEIR form: one object a line with `_id`, `title` (may be missing) and `text`. A
 * document's text is its title and its text with a blank between them, or the text alone where that begins with the title.
 *
 * @throws Error naming file, line and field.
 */
export function readCorpus(file: string): ReadonlyMap<string, string> {
  return uniqueMap(file, (line) => {
    const object = jsonOf(file, line);
    const complain = complaintAt(file, line);
    const title = object.title === undefined ? "" : textField(object, "title", complain);
    return [idField(object, "_id", complain), joined(title, textField(object, "text", complain))];
  });
}

/**
 * Reads queries: one object a line with `_id` and `text` where the file's name ends in .jsonl, else id, tab, text.
 *
 * @throws Error naming file, line and field.
 */
export function readQueries(file: string): ReadonlyMap<string, string> {
  return uniqueMap(file, file.endsWith(".jsonl") ? (line) => jsonQuery(file, line) : (line) => tsvQuery(file, line));
}

/**
 * Reads judgements in BEIR form: a heading `query-id corpus-id score`, then three fields a line, all separated by tabs.
 *
 * @throws Error naming file and line where the heading is missing, a line has not three fields, the score is no integer or a
 *   judgement comes twice; where there are none.
 */
export function readBeirQrels(file: string): Qrels {
  const [heading, ...lines] = readLines(file);
  if (heading?.text !== "query-id\tcorpus-id\tscore") {
    throw fileError(file, heading?.number ?? 1, "the heading must be query-id, corpus-id, score, separated by tabs");
  }
  const qrels = new Map<string, Map<string, number>>();
  for (const line of lines) {
    const [query = "", document = "", score, ...rest] = line.text.split("\t");
    if (query === "" || document === "" || score === undefined || rest.length > 0) {
      throw fileError(file, line.number, "a judgement has 3 fields separated by tabs: query-id, corpus-id, score");
    }
    addOnce(qrels, query, document, integerOf(score, file, line), () =>
      fileError(file, line.number, `document ${document} is judged twice for query ${query}`),
    );
  }
  if (qrels.size === 0) throw new Error(`${file}: no judgements`);
  return qrels;
}

function joined(title: string, text: string): string {
  return text.startsWith(title) ? text : `${title} ${text}`;
}

function jsonQuery(file: string, line: Line): readonly [string, string] {
  const object = jsonOf(file, line);
  const complain = complaintAt(file, line);
  return [idField(object, "_id", complain), textField(object, "text", complain)];
}

function tsvQuery(file: string, line: Line): readonly [string, string] {
  const tab = line.text.indexOf("\t");
  if (tab < 1) throw fileError(file, line.number, "a query has 2 fields separated by a tab: id, text");
  return [line.text.slice(0, tab), line.text.slice(tab + 1)];
}

function uniqueMap(file: string, read: (line: Line) => readonly [string, string]): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  for (const line of readLines(file)) {
    const [id, text] = read(line);
    if (map.has(id)) throw fileError(file, line.number, `_id ${id} comes twice`);
    map.set(id, text);
  }
  return map;
}

function jsonOf(file: string, line: Line): JsonObject {
  const complain = complaintAt(file, line);
  let value: unknown;
  try {
    value = JSON.parse(line.text);
  } catch (cause) {
    throw fileError(file, line.number, "is no JSON", cause);
  }
  return objectOf(value, complain);
}

function complaintAt(file: string, line: Line): (message: string) => Error {
  return (message) => fileError(file, line.number, message);
}
