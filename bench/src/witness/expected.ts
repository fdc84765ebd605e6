import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A query with documents, and the scores that the reference gives them, as make-models.py wrote them. */
export interface ExpectedGroup {
  readonly name: string;
  /** Whether a pair of it is longer than the model reads. */
  readonly isLong: boolean;
  readonly query: string;
  readonly documents: readonly string[];
  readonly logits: readonly number[];
  /** Logits where what is too long loses its beginning. */
  readonly cutAtTheLeft: readonly number[];
  /** Logits of the model that reads no segment ids. */
  readonly withoutSegments: readonly number[];
  /** Tokens of each pair, special ones included, as far as the model reads them. */
  readonly tokens: readonly number[];
  /** Places of documents that llama.cpp's tokenizer reads otherwise than the reference. */
  readonly readOtherwise: readonly number[];
}

/** What the models must answer. */
export interface Expected {
  /** Versions by name of what scored. */
  readonly reference: Readonly<Record<string, string>>;
  readonly groups: readonly ExpectedGroup[];
}

/**
 * Reads `expected.json` of the folder with the models.
 *
 * @throws Error where there is none.
 */
export function readExpected(models: string): Expected {
  return JSON.parse(readFileSync(join(models, "expected.json"), "utf8"));
}

/** The group of that name. */
export function groupOf({ groups }: Expected, name: string): ExpectedGroup {
  const found = groups.find((group) => group.name === name);
  if (!found) throw new Error(`expected.json has no group "${name}": make the models anew`);
  return found;
}
