import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { createTokenizer } from "./index.ts";
import type { PairTokenizer, Truncation } from "./types.ts";

/** What `oracle/make-tokenizer-oracle.py` wrote: an encoding of the Rust library, or its error. */
type Row = readonly [
  first: number,
  second: number | null,
  maxLength: number,
  truncation: Truncation,
  ids: readonly number[] | string,
  typeRuns?: readonly (readonly [typeId: number, count: number])[],
];

interface Oracle {
  readonly texts: readonly string[];
  readonly tokenizers: Readonly<
    Record<string, { readonly path?: string; readonly changes?: object; readonly rows: Row[] }>
  >;
}

const ASSETS = fileURLToPath(new URL("../../../../../../shared/assets/", import.meta.url));

function readFixture(name: string): Buffer {
  return readFileSync(new URL(`./__fixtures__/${name}`, import.meta.url));
}

function readOracle(name: string): Oracle {
  return JSON.parse(gunzipSync(readFixture(name)).toString("utf8"));
}

function check(tokenizer: PairTokenizer, texts: readonly string[], row: Row): void {
  const [first, second, limit, truncation, ids, typeRuns = []] = row;
  const maxLength = limit === 0 ? 1_000_000 : limit;
  const run = () =>
    second === null
      ? tokenizer.encodeSingle(texts[first] ?? "", { maxLength })
      : tokenizer.encodePair(texts[first] ?? "", texts[second] ?? "", { maxLength, truncation });
  const what = JSON.stringify({
    row: row.slice(0, 4),
    first: texts[first],
    second: second === null ? null : texts[second],
  });
  if (typeof ids === "string") {
    expect(run, what).toThrow(/only_second has \d+ tokens for both texts/);
    return;
  }
  const encoding = run();
  expect(Array.from(encoding.ids), what).toEqual(ids);
  expect(Array.from(encoding.typeIds), what).toEqual(typeRuns.flatMap(([typeId, count]) => Array(count).fill(typeId)));
}

describe("encodings of the Rust library", () => {
  const { texts, tokenizers } = readOracle("oracle-small.json.gz");
  const cased: object = JSON.parse(readFixture("cased-wordpiece.json").toString("utf8"));
  for (const [name, { changes, rows }] of Object.entries(tokenizers)) {
    it(`small WordPiece, ${name}: ${rows.length} encodings`, () => {
      const tokenizer = createTokenizer({ tokenizer: { ...cased, ...changes } }, "cased-wordpiece.json");
      for (const row of rows) check(tokenizer, texts, row);
    });
  }
});

describe("encodings of the Rust library by real tokenizers", () => {
  const { texts, tokenizers } = readOracle("oracle-real.json.gz");
  for (const [name, { path = "", rows }] of Object.entries(tokenizers)) {
    const file = `${ASSETS}${path}`;
    it.skipIf(!existsSync(file))(`${name}: ${rows.length} encodings (skipped where ../shared is not there)`, () => {
      const tokenizer = createTokenizer({ tokenizer: JSON.parse(readFileSync(file, "utf8")) }, path);
      for (const row of rows) check(tokenizer, texts, row);
    });
  }
});
