/** The few parts of DER (ITU-T X.690) that a certificate is made of. */

/** A value with its tag and length. */
export function tagged(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const value = Buffer.concat(content);
  return Buffer.concat([Buffer.from([tag, ...lengthOf(value.length)]), value]);
}

function lengthOf(length: number): readonly number[] {
  if (length < 0x80) return [length];
  return length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
}

/** SEQUENCE. */
export const list = (...content: readonly Uint8Array[]): Buffer => tagged(0x30, ...content);
/** SET. */
export const members = (...content: readonly Uint8Array[]): Buffer => tagged(0x31, ...content);
/** INTEGER of big-endian bytes; the first bit is the sign. */
export const integer = (value: Uint8Array): Buffer => tagged(0x02, value);
/** BIT STRING of whole bytes. */
export const bits = (value: Uint8Array): Buffer => tagged(0x03, Buffer.from([0]), value);
/** OCTET STRING. */
export const bytes = (value: Uint8Array): Buffer => tagged(0x04, value);
/** OBJECT IDENTIFIER, by its encoded bytes in hexadecimal. */
export const oid = (hex: string): Buffer => tagged(0x06, Buffer.from(hex, "hex"));
/** UTF8String. */
export const text = (value: string): Buffer => tagged(0x0c, Buffer.from(value));
/** UTCTime, of a GeneralizedTime such as 20190101000000Z before 2050. */
export const time = (value: string): Buffer => tagged(0x17, Buffer.from(value.slice(2)));
