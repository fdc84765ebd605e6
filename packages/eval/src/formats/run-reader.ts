import { InputError } from "../input-error.ts";
import type { Run } from "../types.ts";
import { type ChunkReader, type ParseOptions, readWhole } from "./chunk-reader.ts";
import { copyOf } from "./copy-of.ts";
import { decodeLines } from "./decode-utf8.ts";
import { createLineFields, findFields, type LineFields } from "./fields-of-line.ts";
import { createHitBuffer } from "./hit-buffer.ts";
import { inputErrorAt, quoted } from "./input-error-at.ts";
import { createLineBlocks } from "./line-blocks.ts";
import { parseScore } from "./parse-score.ts";
import { createRunLists } from "./run-lists.ts";

/** The fields of a line, by place: query Q0 document rank score tag. */
const field = { query: 0, document: 2, score: 4 } as const;
const fieldCount = 6;
const numberSign = 0x23;

/**
 * Reads a TREC run: `query Q0 document rank score tag`, parted by blanks, what follows the tag ignored. Lines that begin with #
 * are comments. The order is trec_eval's (`inTrecOrder`), not that of the lines or of the ranks; queries come in the
 * order of their first lines.
 *
 * @throws InputError naming the line that has fewer fields, a score that is no finite decimal number, a document that the query
 *   has already, a NUL byte or what is not UTF-8; where there is no ranking.
 */
export function parseRun(content: string | Uint8Array, options?: ParseOptions): Run {
  return readWhole(createRunReader, content, options);
}

/** Reads a TREC run in chunks, as `parseRun` does; what it keeps grows with ids and scores, not with the text. */
export function createRunReader(name: string): ChunkReader<Run> {
  const lists = createRunLists();
  const ofBlock = createHitBuffer();
  const fields = createLineFields(fieldCount);
  let hits = ofBlock;
  let query = "";
  let queryBytes = new Uint8Array();

  const endQuery = (): void => {
    if (hits !== ofBlock || hits.count === 0) return;
    lists.add(query, hits);
    hits.clear();
  };
  const startQuery = (bytes: Uint8Array, start: number, end: number): void => {
    if (isAt(queryBytes, bytes, start, end)) return;
    endQuery();
    queryBytes = copyOf(bytes.subarray(start, end));
    query = textOf(bytes, fields, field.query);
    // Lines of one query need not be all together.
    hits = lists.reopen(query) ?? ofBlock;
  };
  const readLine = (bytes: Uint8Array, from: number, line: number): void => {
    findFields(bytes, from, fields);
    const { count, starts, ends, next } = fields;
    if (count === 0 || bytes[starts[0] as number] === numberSign) return;
    if (!fields.ascii) decodeLines(bytes.subarray(from, next), name, line - 1);
    if (count < fieldCount) throw fieldsMissing(name, line, count);
    startQuery(bytes, starts[field.query] as number, ends[field.query] as number);
    const documentStart = starts[field.document] as number;
    const score = parseScore(bytes, starts[field.score] as number, ends[field.score] as number);
    if (Number.isNaN(score)) throw badScore(name, line, textOf(bytes, fields, field.score));
    const isKnown = hits.add(bytes, documentStart, ends[field.document] as number, score);
    if (isKnown) throw rankedTwice(name, line, textOf(bytes, fields, field.document), query);
  };

  const blocks = createLineBlocks(name, ({ bytes, linesBefore }) => {
    let lines = 0;
    for (let at = 0; at < bytes.length; at = fields.next) readLine(bytes, at, linesBefore + ++lines);
    return lines;
  });
  return {
    push: blocks.push,
    end() {
      blocks.end();
      endQuery();
      const run = lists.run();
      if (run.size === 0) throw new InputError(`${name}: there is no ranking in it; is this the right file?`);
      return run;
    },
  };
}

function isAt(expected: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start !== expected.length) return false;
  for (let at = 0; at < expected.length; at++) if (expected[at] !== bytes[start + at]) return false;
  return true;
}

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

function textOf(bytes: Uint8Array, { starts, ends }: LineFields, place: number): string {
  return decoder.decode(bytes.subarray(starts[place], ends[place]));
}

function fieldsMissing(name: string, line: number, count: number): InputError {
  const message = `a run has 6 fields a line: query, Q0, document, rank, score, tag; this line has ${count}`;
  return inputErrorAt(name, line, message);
}

function badScore(name: string, line: number, text: string): InputError {
  return inputErrorAt(name, line, `the score must be a finite decimal number, is ${quoted(text)}`);
}

function rankedTwice(name: string, line: number, document: string, query: string): InputError {
  const message = `document ${quoted(document)} is ranked twice for query ${quoted(query)}; keep one of the two lines`;
  return inputErrorAt(name, line, message);
}
