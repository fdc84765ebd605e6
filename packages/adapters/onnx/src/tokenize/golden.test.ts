import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { createTokenizer } from "./index.ts";
import type { Encoding, PairTokenizer, Truncation } from "./types.ts";

const FOLDER = fileURLToPath(new URL("../../../../../../shared/assets/tokenizers/", import.meta.url));
const isThere = existsSync(FOLDER);
/** Names in the goldens that differ from the folder's. */
const FOLDERS: Readonly<Record<string, string>> = { "mbert-uncased": "bert-base-multilingual-uncased" };

interface EncodeCase {
  readonly text: string;
  readonly text_pair?: string;
  readonly ids: readonly number[];
}

interface PairCase {
  readonly name: string;
  readonly ids?: readonly number[];
  readonly type_ids_rle?: readonly (readonly [typeId: number, count: number])[];
  readonly ids_text?: readonly number[];
  readonly ids_text_pair?: readonly number[];
  readonly error?: string;
}

interface PairGoldens {
  readonly pairs: readonly { readonly name: string; readonly text: string; readonly text_pair: string }[];
  readonly tokenizers: Readonly<Record<string, Readonly<Record<string, readonly PairCase[]>>>>;
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(`${FOLDER}${path}`, "utf8"));
}

function tokenizerPath(name: string): string {
  return `${FOLDERS[name] ?? name}/tokenizer.json`;
}

function load(name: string): PairTokenizer {
  return createTokenizer({ tokenizer: readJson(tokenizerPath(name)) }, tokenizerPath(name));
}

function typeRuns({ typeIds }: Encoding): [number, number][] {
  const runs: [number, number][] = [];
  for (const typeId of typeIds) {
    const last = runs.at(-1);
    if (last?.[0] === typeId) last[1]++;
    else runs.push([typeId, 1]);
  }
  return runs;
}

function readEncodeGoldens(): Readonly<Record<string, { readonly cases: readonly EncodeCase[] }>> {
  const file = readJson("goldens.encode.json") as { readonly goldens: Record<string, { cases: EncodeCase[] }> };
  return file.goldens;
}

const LONG = 1_000_000;

describe.skipIf(!isThere)("goldens of published tokenizers (skipped where ../shared is not there)", () => {
  for (const [name, { cases }] of isThere ? Object.entries(readEncodeGoldens()) : []) {
    it.skipIf(!existsSync(`${FOLDER}${tokenizerPath(name)}`))(
      `${name}: ${cases.length} texts (skipped where its tokenizer is not there)`,
      () => {
        const tokenizer = load(name);
        for (const { text, text_pair: second, ids } of cases) {
          const encoding =
            second === undefined
              ? tokenizer.encodeSingle(text, { maxLength: LONG })
              : tokenizer.encodePair(text, second, { maxLength: LONG, truncation: "longest_first" });
          expect([...encoding.ids], text).toEqual(ids);
        }
      },
    );
  }

  const pairs = isThere ? (readJson("goldens.pairs.json") as PairGoldens) : { pairs: [], tokenizers: {} };
  for (const [name, settings] of Object.entries(pairs.tokenizers)) {
    for (const [setting, cases] of Object.entries(settings)) {
      it(`${name}: ${cases.length} pairs, ${setting}`, () => {
        const tokenizer = load(name);
        const [truncation = "none", maxLength = LONG] = setting.split("-");
        const limits = {
          maxLength: Number(maxLength),
          truncation: truncation === "none" ? "longest_first" : (truncation as Truncation),
        };
        for (const [index, golden] of cases.entries()) {
          const { text = "", text_pair: second = "" } = pairs.pairs[index] ?? {};
          expect(pairs.pairs[index]?.name).toBe(golden.name);
          checkPair(tokenizer, text, second, limits, golden);
        }
      });
    }
  }
});

function checkPair(
  tokenizer: PairTokenizer,
  text: string,
  second: string,
  limits: { readonly maxLength: number; readonly truncation: Truncation },
  golden: PairCase,
): void {
  if (golden.ids_text !== undefined) {
    expect([...tokenizer.encodeSingle(text, limits).ids], golden.name).toEqual(golden.ids_text);
    expect([...tokenizer.encodeSingle(second, limits).ids], golden.name).toEqual(golden.ids_text_pair);
  } else if (golden.error === undefined) {
    const encoding = tokenizer.encodePair(text, second, limits);
    expect([...encoding.ids], golden.name).toEqual(golden.ids);
    expect(typeRuns(encoding), golden.name).toEqual(golden.type_ids_rle);
  } else {
    expect(() => tokenizer.encodePair(text, second, limits), golden.name).toThrow(/only_second has \d+ tokens/);
  }
}
