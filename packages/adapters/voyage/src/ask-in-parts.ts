import { isRerankError, type PairScore, type Scored, type Usage } from "@secondpass/core";

/**
 * Asks for a list of documents, and where it is too large for its halves, one after the other: lists are split by an estimate
 * of their tokens, and in some languages or with a long instruction there are more than estimated.
 *
 * @param ask scores one list; indices are into it.
 * @throws what `ask` throws, `input_too_large` only of a single document.
 */
export async function askInParts(
  documents: readonly string[],
  ask: (part: readonly string[]) => Promise<Scored>,
): Promise<Scored> {
  try {
    return await ask(documents);
  } catch (error) {
    const tooLarge = isRerankError(error) && error.code === "input_too_large";
    if (!tooLarge || documents.length === 1) throw error;
  }
  const middle = Math.ceil(documents.length / 2);
  const first = await askInParts(documents.slice(0, middle), ask);
  const second = await askInParts(documents.slice(middle), ask);
  return { scores: [...scoresOf(first, 0), ...scoresOf(second, middle)], usage: sum(first.usage, second.usage) };
}

function scoresOf({ scores = [] }: Scored, start: number): readonly PairScore[] {
  return scores.map((row) => ({ ...row, index: row.index + start }));
}

function sum(one: Usage = {}, other: Usage = {}): Usage {
  return {
    requests: plus(one.requests, other.requests),
    tokens: plus(one.tokens, other.tokens),
    costUsd: plus(one.costUsd, other.costUsd),
  };
}

function plus(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? undefined : one + other;
}
