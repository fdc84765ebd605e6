import type { Price } from "@secondpass/eval";
import { UsageError } from "../usage-error.ts";

/** Prices by the reranker's name. */
export type Prices = ReadonlyMap<string, Price>;

/** What `--price` is, for help. */
export const priceHelp =
  "may be repeated; what a reranker costs, where it does not tell or you pay something else: cohere=2/1000searches, jina=0.05/1Mtokens, onnx=0.12/hour of the machine, or by 1000requests";

/**
 * Reads `NAME=DOLLARS/UNIT`, for rerankers that are there.
 *
 * @throws UsageError showing how it is written, or naming the rerankers that there are.
 */
export function parsePrices(texts: readonly string[], names: readonly string[]): Prices {
  return new Map(texts.map((text) => parse(text, names)));
}

function parse(text: string, names: readonly string[]): readonly [string, Price] {
  const [, name, usd, unit] = /^(.+)=(\d+\.?\d*|\.\d+)\/(1Mtokens|1000searches|1000requests|hour)$/.exec(text) ?? [];
  if (name === undefined) {
    throw new UsageError(
      `--price: "${text}" is no NAME=DOLLARS/UNIT; units are 1Mtokens, 1000searches, 1000requests, hour`,
    );
  }
  if (!names.includes(name))
    throw new UsageError(`--price: there is no reranker "${name}" here; there is ${names.join(", ")}`);
  return [name, { usd: Number(usd), unit: unit as Price["unit"] }];
}
