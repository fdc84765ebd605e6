import { packRows, type Row, unpackRows } from "../rows.ts";
import { cosine, type Encoding, maxSimWith, type Place, toEncoding } from "../score/vectors.ts";
import type { PairTokenizer } from "../tokenize/index.ts";
import type {
  Answers,
  CompareTask,
  EncodeTask,
  LogitsTask,
  Similarities,
  TokenizeTask,
  WorkerSetup,
} from "./protocol.ts";
import type { Session } from "./session.ts";

/** Turns texts into rows: pairs with the query, or single texts. */
export function tokenize(
  tokenizer: PairTokenizer,
  { query, texts }: TokenizeTask,
  maxLength: number,
): Answers["tokenize"] {
  const encodings = texts.map((text) => encodeText(tokenizer, query, text, maxLength));
  const rows = tokenizer.sendsTypeIds
    ? encodings
    : encodings.map(({ ids }) => ({ ids, typeIds: new Int32Array(ids.length) }));
  return {
    rows: packRows(rows),
    truncated: encodings.map(({ documentTruncated }) => documentTruncated),
    queryTruncated: encodings.some(({ queryTruncated }) => queryTruncated),
  };
}

function encodeText(tokenizer: PairTokenizer, query: string | undefined, text: string, maxLength: number) {
  if (query !== undefined) return tokenizer.encodePair(query, text, { maxLength, truncation: "longest_first" });
  const encoding = tokenizer.encodeSingle(text, { maxLength });
  return { ...encoding, documentTruncated: encoding.truncated, queryTruncated: false };
}

/** Labels of pairs, in their order. */
export async function logits(session: Session, { rows, perRun }: LogitsTask): Promise<Float32Array> {
  const outputs: Float32Array[] = [];
  for (const run of runsOf(unpackRows(rows), perRun)) outputs.push((await session.run(run)).data);
  return concat(outputs);
}

/** Encodings of texts, in their order, in memory that threads share unless told otherwise. */
export async function encode(
  session: Session,
  { rows, perRun, withTokens }: Omit<EncodeTask, "kind">,
  setup: WorkerSetup,
  place: Place = shared,
): Promise<Encoding[]> {
  const encodings: Encoding[] = [];
  for (const run of runsOf(unpackRows(rows), perRun)) {
    const { data, dims } = await session.run(run);
    const [, length = 0, width = 0] = dims;
    for (const [at, { ids }] of run.entries()) {
      const hidden = data.subarray(at * length * width, (at * length + ids.length) * width);
      encodings.push(toEncoding(hidden, width, { pooling: setup.pooling, withTokens, place }));
    }
  }
  return encodings;
}

/** Similarities of documents with the query. */
export async function compare(session: Session, task: CompareTask, setup: WorkerSetup): Promise<Answers["compare"]> {
  const similarities: Similarities[] = [];
  const kept: Encoding[] = [];
  const maxSim = task.maxSim ? maxSimWith(task.query) : () => Number.NaN;
  const similarity = (document: Encoding): Similarities => ({
    cosine: task.cosine ? cosine(task.query, document) : Number.NaN,
    maxSim: maxSim(document),
  });
  // Run by run, so that encodings that nobody keeps do not pile up.
  for (const row of runsOf(unpackRows(task.rows), task.perRun)) {
    const rows = packRows(row);
    const encodings = await encode(
      session,
      { rows, perRun: task.perRun, withTokens: task.maxSim },
      setup,
      task.keep ? shared : own,
    );
    similarities.push(...encodings.map(similarity));
    if (task.keep) kept.push(...encodings);
  }
  similarities.push(...task.known.map(similarity));
  return { similarities, kept };
}

function runsOf(rows: readonly Row[], perRun: number): readonly (readonly Row[])[] {
  return Array.from({ length: Math.ceil(rows.length / perRun) }, (_, at) => rows.slice(at * perRun, (at + 1) * perRun));
}

const shared: Place = (vectors) => {
  const memory = new Float32Array(new SharedArrayBuffer(vectors.byteLength));
  memory.set(vectors);
  return memory;
};

/** For what nobody keeps: the model's output itself. */
const own: Place = (vectors) => vectors;

function concat(parts: readonly Float32Array[]): Float32Array {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  const whole = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
