const newline = 0x0a;
const space = 0x20;

/** Where the fields of one line lie; made once and used for every line. */
export interface LineFields {
  /** How many there are, as many as are told apart at most. */
  count: number;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Where the next line starts. */
  next: number;
  /** Whether all bytes are ASCII. */
  ascii: boolean;
}

/** @param most further fields are not told apart. */
export function createLineFields(most: number): LineFields {
  // One place more, where those further ones end up.
  return { count: 0, starts: new Int32Array(most + 1), ends: new Int32Array(most + 1), next: 0, ascii: true };
}

/** Finds the fields of the line that starts at `from`; they are parted by blanks and control characters. */
export function findFields(bytes: Uint8Array, from: number, fields: LineFields): void {
  const { starts, ends } = fields;
  const most = starts.length - 1;
  let count = 0;
  let bits = 0;
  let at = afterBlanks(bytes, from);
  while (at < bytes.length && bytes[at] !== newline) {
    starts[count] = at;
    for (; at < bytes.length && (bytes[at] as number) > space; at++) bits |= bytes[at] as number;
    ends[count] = at;
    count = Math.min(count + 1, most);
    at = afterBlanks(bytes, at);
  }
  fields.count = count;
  fields.next = at + 1;
  fields.ascii = bits < 0x80;
}

function afterBlanks(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && (bytes[at] as number) <= space && bytes[at] !== newline) at++;
  return at;
}
