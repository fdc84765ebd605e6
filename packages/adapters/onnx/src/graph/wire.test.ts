import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytesField, longestHeader, MalformedMessage, numberField, readHeader } from "./wire.ts";

const number = fc.integer({ min: 1, max: 2 ** 29 - 1 });

describe("a field that was written is read", () => {
  it("where it holds a number", () => {
    fc.assert(
      fc.property(number, fc.maxSafeNat(), (field, value) => {
        const bytes = numberField(field, value);
        const header = readHeader(bytes);
        expect(header.field).toBe(field);
        expect(header.size + header.length).toBe(bytes.length);
      }),
    );
  });

  it("where it holds bytes", () => {
    fc.assert(
      fc.property(number, fc.uint8Array({ maxLength: 300 }), (field, content) => {
        const bytes = bytesField(field, content);
        const { size, length, ...header } = readHeader(bytes.subarray(0, longestHeader));
        expect(header.field).toBe(field);
        expect(bytes.subarray(size, size + length)).toEqual(Buffer.from(content));
      }),
    );
  });
});

// Bytes as protoc writes them: field 1 as each wire type, and a length beyond 32 bits.
it.each([
  ["a number", [0x08, 0x96, 0x01], { field: 1, size: 1, length: 2 }],
  ["eight bytes", [0x09, 0, 0, 0, 0, 0, 0, 0, 0], { field: 1, size: 1, length: 8 }],
  ["text", [0x12, 0x07], { field: 2, size: 2, length: 7 }],
  ["four bytes", [0x0d, 0, 0, 0, 0], { field: 1, size: 1, length: 4 }],
  ["6 GB", [0x3a, 0x80, 0x80, 0x80, 0x80, 0x18], { field: 7, size: 6, length: 6 * 2 ** 30 }],
])("reads the header of %s", (_what, bytes, wanted) => {
  expect(readHeader(Uint8Array.from(bytes))).toEqual(wanted);
});

it.each([
  ["no bytes", []],
  ["a number that does not end", [0x08, 0x96]],
  ["a number of more than ten bytes", [0x08, ...Array.from({ length: 11 }, () => 0x80), 0]],
  ["field 0", [0x00, 0x01]],
  ["a group, which is long out of use", [0x0b, 0x01]],
])("refuses %s", (_what, bytes) => {
  expect(() => readHeader(Uint8Array.from(bytes))).toThrow(MalformedMessage);
});
