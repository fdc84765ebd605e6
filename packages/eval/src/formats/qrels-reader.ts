import type { Qrels } from "../types.ts";
import { type ChunkReader, type ParseOptions, readWhole } from "./chunk-reader.ts";
import { createLines, type Line } from "./lines.ts";
import { createQrelsBuilder, levelOfText } from "./qrels-builder.ts";

/** What a line judges. */
type Row = readonly [query: string, document: string, level: string];

/**
 * Reads judgements as text, in the form that the first line shows:
 * - TREC's `query iteration document relevance`, parted by blanks; lines that begin with # are comments;
 * - BEIR's: the heading `query-id corpus-id score`, then three fields a line, all parted by tabs.
 *
 * @throws InputError naming the line that has other fields, a level that is no integer, a judgement that is there already, a NUL
 *   byte or what is not UTF-8; where there are no judgements.
 */
export function parseQrels(content: string | Uint8Array, options?: ParseOptions): Qrels {
  return readWhole(createQrelsReader, content, options);
}

/** Reads judgements in chunks, as `parseQrels` does. */
export function createQrelsReader(name: string): ChunkReader<Qrels> {
  const builder = createQrelsBuilder(name);
  let rowOf: ((line: Line) => Row) | undefined;
  const lines = createLines(name, (line) => {
    if (rowOf === undefined && isHeading(line)) {
      rowOf = beirRow;
      return;
    }
    if (rowOf !== beirRow && /^\s*#/.test(line.text)) return;
    rowOf ??= trecRow;
    const [query, document, level] = rowOf(line);
    builder.add(query, document, levelOfText(level, line.error), line.error);
  });
  return {
    push: lines.push,
    end() {
      lines.end();
      return builder.qrels();
    },
  };
}

/** Names as BEIR has them; others' spellings with _ and in capitals are the same. */
function isHeading({ text }: Line): boolean {
  return /^query[-_]?id\t(?:corpus|doc|document)[-_]?id\t(?:score|relevance|label)\s*$/i.test(text);
}

function beirRow({ text, error }: Line): Row {
  const [query = "", document = "", level, ...rest] = text.split("\t");
  if (query !== "" && document !== "" && level !== undefined && rest.length === 0)
    return [query, document, level.trim()];
  throw error("a judgement under this heading has 3 fields, parted by tabs: query-id, corpus-id, score");
}

function trecRow({ text, error }: Line): Row {
  const [query = "", , document = "", level = "", ...rest] = text.trim().split(/\s+/);
  if (level !== "" && rest.length === 0) return [query, document, level];
  const beir = "or 3 parted by tabs under the heading query-id, corpus-id, score";
  throw error(`a judgement has 4 fields: query, iteration, document, relevance (${beir})`);
}
