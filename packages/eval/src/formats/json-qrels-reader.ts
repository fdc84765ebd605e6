import { InputError } from "../input-error.ts";
import type { Qrels } from "../types.ts";
import { type ChunkReader, type ParseOptions, readWhole } from "./chunk-reader.ts";
import { fieldOf, idField, idOf, type JsonObject, jsonOf, jsonOfFile, levelOf, objectOf } from "./json-fields.ts";
import { createLines, type Line } from "./lines.ts";
import { createQrelsBuilder, type QrelsBuilder } from "./qrels-builder.ts";
import { createWholeText } from "./whole-text.ts";

/** What fields are called; the first is ours, the others are what people use. */
const queryNames = ["query_id", "qid", "query-id", "queryId"] as const;
const documentNames = ["doc_id", "docid", "corpus-id", "corpus_id", "document_id", "docno", "docId"] as const;
const levelNames = ["relevance", "score", "label", "rel", "grade"] as const;
const listName = "relevant";

/**
 * Reads judgements as JSON lines, each an object in one of two forms:
 * - one judgement: `{"query_id": "q1", "doc_id": "d1", "relevance": 2}`. The query may also be called `qid`, `query-id` or
 *   `queryId`; the document `docid`, `corpus-id`, `corpus_id`, `document_id`, `docno` or `docId`; the level `score`, `label`, `rel`
 *   or `grade`;
 * - one query: `{"query_id": "q1", "relevant": ["d1", "d2"]}`, whose documents have level 1, or
 *   `{"query_id": "q1", "relevant": {"d1": 2, "d2": 0}}`.
 *
 * @throws InputError naming line and field; as `parseQrels` does.
 */
export function parseJsonLinesQrels(content: string | Uint8Array, options?: ParseOptions): Qrels {
  return readWhole(createJsonLinesQrelsReader, content, options);
}

/** Reads judgements as JSON lines in chunks, as `parseJsonLinesQrels` does. */
export function createJsonLinesQrelsReader(name: string): ChunkReader<Qrels> {
  const builder = createQrelsBuilder(name);
  const lines = createLines(name, (line) => addLine(builder, line));
  return {
    push: lines.push,
    end() {
      lines.end();
      return builder.qrels();
    },
  };
}

/**
 * Reads judgements as one JSON object, as pytrec_eval and ranx have them: `{"q1": {"d1": 2, "d2": 0}}`.
 *
 * @throws InputError naming line or field.
 */
export function parseJsonQrels(content: string | Uint8Array, options?: ParseOptions): Qrels {
  return readWhole(createJsonQrelsReader, content, options);
}

/** Reads judgements as one JSON object in chunks, as `parseJsonQrels` does. */
export function createJsonQrelsReader(name: string): ChunkReader<Qrels> {
  return createWholeText(name, (text) => {
    const builder = createQrelsBuilder(name);
    const complain = (message: string): Error => new InputError(`${name}: ${message}`);
    for (const [query, levels] of Object.entries(objectOf(jsonOfFile(text, name), complain))) {
      const complainOf = (message: string): Error => complain(`[${JSON.stringify(query)}] ${message}`);
      for (const [document, level] of Object.entries(objectOf(levels, complainOf))) {
        builder.add(
          query,
          document,
          levelOf(level, `the level of ${JSON.stringify(document)}`, complainOf),
          complainOf,
        );
      }
    }
    return builder.qrels();
  });
}

function addLine(builder: QrelsBuilder, { text, error }: Line): void {
  const object = objectOf(jsonOf(text, error), error);
  const query = idField(object, queryNames, error);
  for (const [document, level] of judgedIn(object, error)) builder.add(query, document, level, error);
}

function judgedIn(object: JsonObject, error: Line["error"]): readonly (readonly [string, number])[] {
  const list = object[listName];
  if (Array.isArray(list)) return list.map((id) => [idOf(id, `a document of "${listName}"`, error), 1]);
  if (list !== undefined) {
    const levels = Object.entries(
      objectOf(list, (message) => error(`field "${listName}" ${message} or an array of ids`)),
    );
    return levels.map(([id, level]) => [id, levelOf(level, `the level of ${JSON.stringify(id)}`, error)]);
  }
  const [name, level] = fieldOf(object, levelNames, error);
  return [[idField(object, documentNames, error), levelOf(level, `field "${name}"`, error)]];
}
