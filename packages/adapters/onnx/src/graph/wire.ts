// The wire format of protocol buffers, as far as ONNX files need it (protobuf.dev/programming-guides/encoding).

/** Wire types: how a field's content is laid out. */
const varint = 0;
const eightBytes = 1;
const delimited = 2;
const fourBytes = 5;

/** What a field's first bytes say. */
export interface Header {
  /** The field's number in its message. */
  readonly field: number;
  /** Bytes of the header itself. */
  readonly size: number;
  /** Bytes of the content behind it. */
  readonly length: number;
}

/** A header takes no more: two numbers of up to ten bytes each. */
export const longestHeader = 20;

/** Thrown where bytes are no message. */
export class MalformedMessage extends Error {}

/**
 * Reads the header at the start of `bytes`.
 *
 * @throws MalformedMessage
 */
export function readHeader(bytes: Uint8Array): Header {
  const tag = readNumber(bytes, 0);
  const field = Math.floor(tag.value / 8);
  const wire = tag.value % 8;
  if (field === 0) throw new MalformedMessage();
  if (wire === varint) return { field, size: tag.end, length: readNumber(bytes, tag.end).end - tag.end };
  if (wire === eightBytes) return { field, size: tag.end, length: 8 };
  if (wire === fourBytes) return { field, size: tag.end, length: 4 };
  if (wire !== delimited) throw new MalformedMessage();
  const length = readNumber(bytes, tag.end);
  return { field, size: length.end, length: length.value };
}

/** Seven bits a byte, the lowest first. */
function readNumber(bytes: Uint8Array, start: number): { readonly value: number; readonly end: number } {
  let value = 0;
  for (let at = start; at < Math.min(bytes.length, start + 10); at++) {
    const byte = bytes[at] as number;
    value += (byte % 128) * 2 ** (7 * (at - start));
    if (byte < 128) return { value, end: at + 1 };
  }
  throw new MalformedMessage();
}

/** A field that holds a whole number from 0 up. */
export function numberField(field: number, value: number): Uint8Array {
  return Uint8Array.from([...numberBytes(field * 8 + varint), ...numberBytes(value)]);
}

/** A field that holds bytes: text, or a message. */
export function bytesField(field: number, content: Uint8Array): Uint8Array {
  return Buffer.concat([
    Uint8Array.from([...numberBytes(field * 8 + delimited), ...numberBytes(content.length)]),
    content,
  ]);
}

function numberBytes(value: number): readonly number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return [...bytes, rest];
}
