import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readTexts } from "@secondpass/eval/files";
import { randomNumbers } from "../overhead/texts.ts";
import type { CountTokens } from "./count-tokens.ts";

/** How long texts are. */
export type LengthName = "short" | "long";

/** Both, in the order of the report. */
export const lengthNames: readonly LengthName[] = ["short", "long"];

/** A query and its candidates. */
export interface List {
  readonly query: string;
  readonly documents: readonly string[];
}

/** What lists are made of. */
export interface TextSource {
  /** For the report. */
  readonly name: string;
  /** One document's words, document after document. */
  readonly documents: readonly (readonly string[])[];
  readonly queries: readonly (readonly string[])[];
}

/** Reads SciFact where it is there, else the sample collection. */
export async function readSource(assets: string): Promise<TextSource> {
  const folder = join(assets, "scifact");
  if (existsSync(folder)) {
    return sourceOf("SciFact's abstracts and claims", join(folder, "corpus.jsonl"), join(folder, "queries.test.tsv"));
  }
  const sample = fileURLToPath(new URL("../../../examples/sample", import.meta.url));
  return sourceOf("the sample collection", join(sample, "corpus.jsonl"), join(sample, "queries.jsonl"));
}

async function sourceOf(name: string, corpus: string, queries: string): Promise<TextSource> {
  const wordsOf = (texts: ReadonlyMap<string, string>): string[][] =>
    [...texts.values()].map((text) => text.split(/\s+/).filter((word) => word !== ""));
  return { name, documents: wordsOf(await readTexts(corpus)), queries: wordsOf(await readTexts(queries)) };
}

/** Tokens of a pair beside query and document. */
const markers = 3;

/**
 * Makes lists of candidates, the same ones for the same seed. Queries have 8 to 12 tokens. Short passages are like MS MARCO's:
 * lognormal, 67 tokens in the middle, 132 at the 95th of 100. Long ones make pairs of 256 to 512 tokens.
 *
 * @returns a source of lists, each with other texts.
 */
export function listSource(
  { documents, queries }: TextSource,
  length: LengthName,
  seed: number,
  countTokens: CountTokens,
): (candidates: number) => List {
  const random = randomNumbers(seed);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  const passage = (tokens: number): string => {
    const words: string[] = [];
    let left = tokens;
    // From the middle of some document on, and on into others where it is too short.
    let from = pick(documents);
    from = from.slice(Math.floor((random() * from.length) / 2));
    while (left > 0) {
      const [taken, rest] = upTo(from, left, countTokens);
      words.push(...taken);
      left = rest;
      from = pick(documents);
    }
    return words.join(" ");
  };
  return (candidates) => {
    const wanted = 8 + Math.floor(random() * 5);
    let words: readonly string[] = [];
    for (let tries = 0; words.length === 0 || (tries < 20 && countTokens(words) < wanted); tries++) {
      [words] = upTo(pick(queries), wanted, countTokens);
    }
    const asked = countTokens(words) + markers;
    const tokens = (): number => (length === "short" ? shortLength(random) : 256 + Math.floor(random() * 250) - asked);
    return { query: words.join(" "), documents: Array.from({ length: candidates }, () => passage(tokens())) };
  };
}

/** The words up to so many tokens, and how many tokens are still wanted; the last word may go over. */
function upTo(
  words: readonly string[],
  tokens: number,
  countTokens: CountTokens,
): readonly [readonly string[], number] {
  let left = tokens;
  let end = 0;
  while (left > 0 && end < words.length) {
    left -= countTokens([words[end] as string]);
    end++;
  }
  return [words.slice(0, end), left];
}

function shortLength(random: () => number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Math.max(5, Math.round(67 * Math.exp(0.41 * normal)));
}
