import { expect, it } from "vitest";
import { packRows, unpackRows } from "./rows.ts";

const rows = [
  { ids: [2, 7, 3], typeIds: [0, 0, 1] },
  { ids: [], typeIds: [] },
  { ids: [2, 3], typeIds: [0, 1] },
];

it("rows are put one after the other", () => {
  expect(packRows(rows)).toEqual({
    lengths: [3, 0, 2],
    ids: Int32Array.of(2, 7, 3, 2, 3),
    typeIds: Int32Array.of(0, 0, 1, 0, 1),
  });
});

it("and taken apart again, without being copied", () => {
  const packed = packRows(rows);
  const unpacked = unpackRows(packed);
  expect(unpacked.map(({ ids, typeIds }) => ({ ids: Array.from(ids), typeIds: Array.from(typeIds) }))).toEqual(rows);
  packed.ids[3] = 99;
  expect(unpacked[2]?.ids[0]).toBe(99);
});

it("no rows are no rows", () => {
  expect(unpackRows(packRows([]))).toEqual([]);
});
