import type { Texts } from "../types.ts";
import { type ChunkReader, type ParseOptions, readWhole } from "./chunk-reader.ts";
import { quoted } from "./input-error-at.ts";
import { idField, jsonOf, objectOf, textField } from "./json-fields.ts";
import { createLines, type Line, ownCopy } from "./lines.ts";

/** How queries and documents are written down. */
export type TextsForm = "jsonl" | "tsv";

/** Which texts to read. */
export interface TextsOptions {
  /** The other lines are passed over, unless they are malformed. Default: all are read. */
  readonly wanted?: { has(id: string): boolean } | undefined;
}

const idNames = ["_id", "id", "doc_id", "docid", "query_id", "qid"] as const;

/**
 * Reads queries or documents. `jsonl`, BEIR's form: one object a line with `_id` (or `id`, `doc_id`, `docid`, `query_id`, `qid`),
 * `text` and perhaps `title`, which is put before the text, unless that begins with it. `tsv`: id, tab, text; further tabs are
 * part of the text.
 *
 * @throws InputError naming line and field, and the line of an id that comes twice; where there is nothing.
 */
export function parseTexts(
  content: string | Uint8Array,
  form: TextsForm,
  { wanted, ...options }: TextsOptions & ParseOptions = {},
): Texts {
  return readWhole((name) => createTextsReader(name, form, { wanted }), content, options);
}

/** Reads queries or documents in chunks, as `parseTexts` does; only wanted texts are kept. */
export function createTextsReader(name: string, form: TextsForm, { wanted }: TextsOptions = {}): ChunkReader<Texts> {
  const texts = new Map<string, string>();
  const { idOf, textOf } = forms[form];
  const lines = createLines(name, (line) => {
    const id = idOf(line);
    if (wanted && !wanted.has(id)) return;
    if (texts.has(id)) throw line.error(`the id ${quoted(id)} comes twice; ids must be unique`);
    texts.set(ownCopy(id), textOf(line));
  });
  return {
    push: lines.push,
    end() {
      lines.end();
      return texts;
    },
  };
}

/** How an id is found, quickly, and a text, once it is known to be wanted. */
interface Form {
  idOf(line: Line): string;
  textOf(line: Line): string;
}

/** An id that stands first in its line, as BEIR has it: millions of documents are not wanted, and need not be parsed. */
const firstId = /^\{\s*"(?:_id|id|doc_id|docid)"\s*:\s*(?:"([^"\\]+)"|(\d+))\s*,/;

const jsonl: Form = {
  idOf: ({ text, error }) => {
    const [, id, number] = firstId.exec(text) ?? [];
    return id ?? number ?? idField(objectOf(jsonOf(text, error), error), idNames, error);
  },
  textOf: ({ text: line, error }) => {
    const object = objectOf(jsonOf(line, error), error);
    const title = textField(object, "title", error, "optional");
    const text = textField(object, "text", error);
    return text.startsWith(title) ? text : `${title} ${text}`;
  },
};

const tsv: Form = {
  idOf({ text, error }) {
    const tab = text.indexOf("\t");
    if (tab < 1) throw error("a line has 2 fields parted by a tab: id, text");
    return text.slice(0, tab);
  },
  textOf: ({ text }) => ownCopy(text.slice(text.indexOf("\t") + 1)),
};

const forms: Readonly<Record<TextsForm, Form>> = { jsonl, tsv };
