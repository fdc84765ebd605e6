/** Token ids of some texts or pairs, one after the other, so that they cross between threads in one piece. */
export interface Rows {
  /** Tokens of each row. */
  readonly lengths: readonly number[];
  /** All rows' ids. */
  readonly ids: Int32Array;
  /** All rows' token type ids. */
  readonly typeIds: Int32Array;
}

/** One text or pair as tokens. */
export interface Row {
  readonly ids: ArrayLike<number>;
  readonly typeIds: ArrayLike<number>;
}

/** Puts rows one after the other. */
export function packRows(rows: readonly Row[]): Rows {
  const lengths = rows.map(({ ids }) => ids.length);
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const packed: Rows = { lengths, ids: new Int32Array(total), typeIds: new Int32Array(total) };
  let at = 0;
  for (const { ids, typeIds } of rows) {
    packed.ids.set(ids, at);
    packed.typeIds.set(typeIds, at);
    at += ids.length;
  }
  return packed;
}

/** Takes rows apart again; nothing is copied. */
export function unpackRows({ lengths, ids, typeIds }: Rows): Row[] {
  let at = 0;
  return lengths.map((length) => {
    const start = at;
    at += length;
    return { ids: ids.subarray(start, at), typeIds: typeIds.subarray(start, at) };
  });
}
