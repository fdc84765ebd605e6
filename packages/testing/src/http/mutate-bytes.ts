/** Random choices. */
export interface Draw {
  /** An integer from 0 to `count - 1`. */
  below(count: number): number;
  of<T>(list: readonly T[]): T;
}

type Mutation = (bytes: Buffer, draw: Draw) => Buffer;

const insert = (bytes: Buffer, at: number, what: Buffer): Buffer =>
  Buffer.concat([bytes.subarray(0, at), what, bytes.subarray(at)]);

/** No UTF-8: a lone continuation, an overlong slash, a surrogate, a cut sequence, what never occurs. */
const invalid = ["80", "c0af", "eda080", "f09f98", "ff", "fe"].map((hex) => Buffer.from(hex, "hex"));
const marks = ["efbbbf", "fffe", "feff", "00"].map((hex) => Buffer.from(hex, "hex"));
const tokens = ["{", "}", "[", "]", ",", ":", '"', "\\", "\\u0000", "NaN", "1e999", "null", "-"].map((text) =>
  Buffer.from(text),
);

const mutations: readonly Mutation[] = [
  function flipBit(bytes, { below }) {
    const copy = Buffer.from(bytes);
    const at = below(copy.length);
    copy[at] = (copy[at] ?? 0) ^ (1 << below(8));
    return copy;
  },
  function truncate(bytes, { below }) {
    return bytes.subarray(0, below(bytes.length));
  },
  function cutOut(bytes, { below }) {
    const start = below(bytes.length);
    return Buffer.concat([bytes.subarray(0, start), bytes.subarray(start + 1 + below(8))]);
  },
  function repeatPart(bytes, { below }) {
    const start = below(bytes.length);
    return insert(bytes, start, bytes.subarray(start, start + 1 + below(40)));
  },
  function insertInvalid(bytes, { below, of }) {
    return insert(bytes, below(bytes.length + 1), of(invalid));
  },
  function insertToken(bytes, { below, of }) {
    return insert(bytes, below(bytes.length + 1), of(tokens));
  },
  function prefixMark(bytes, { of }) {
    return Buffer.concat([of(marks), bytes]);
  },
  function setByte(bytes, { below }) {
    const copy = Buffer.from(bytes);
    copy[below(copy.length)] = below(256);
    return copy;
  },
];

/** One mutation of bytes, whatever they mean. */
export function mutateBytes(bytes: Buffer, draw: Draw): Buffer {
  return bytes.length === 0 ? bytes : draw.of(mutations)(bytes, draw);
}
