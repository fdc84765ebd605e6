import { InputError } from "../input-error.ts";
import type { ContextEffect } from "../results.ts";
import type { Dataset, Run } from "../types.ts";
import { estimateTokens } from "./estimate-tokens.ts";
import { fillPrompt, type PromptPart, type PromptSize } from "./fill-prompt.ts";

/** How large the prompt is: `documents` or `tokens`, one of them. */
export interface ContextOptions {
  /** Name of the system whose run it is. */
  readonly system: string;
  /** The prompt holds so many documents; an integer of at least 1. */
  readonly documents?: number | undefined;
  /** The prompt holds so many tokens; an integer of at least 1. */
  readonly tokens?: number | undefined;
  /** Counts a text's tokens; more text must not have less. Default `estimateTokens`, about a third of the characters. */
  readonly countTokens?: ((text: string) => number) | undefined;
  /** From which level on a document counts as relevant; an integer of at least 1, which is the default. */
  readonly relevantFrom?: number | undefined;
}

/**
 * What reaches a prompt that is filled in a run's order: whole documents while they fit; the first that does not is cut, and
 * nothing follows it. A document that was cut counts as being in the prompt; of its text, only what is there counts.
 *
 * Means are over all judged queries. One that the run lacks gives nothing, and so does one without a relevant document, as with
 * the measures Success and R: filled by documents, `hitRate` is Success@n and `recall` is R@n, with `rel` at `relevantFrom`.
 *
 * @throws InputError where not exactly one of `documents` and `tokens` is given, an option is out of its range, a document
 *   that is reached has no text, a count of tokens is no number of at least 0, or nothing is judged.
 */
export function contextEffect(
  run: Run,
  { documents: texts, qrels }: Pick<Dataset, "documents" | "qrels">,
  { system, relevantFrom = 1, ...options }: ContextOptions,
): ContextEffect {
  const size = promptSize(options);
  positive(relevantFrom, "relevantFrom");
  if (qrels.size === 0) throw new InputError("there are no judgements; what reaches a prompt is told by them");
  const effects = [...qrels].map(([query, judgements]) => {
    const ids = run.get(query)?.documents ?? [];
    return effectOf(
      fillPrompt(ids, (id) => textOf(texts, id, query), size),
      judgements,
      relevantFrom,
    );
  });
  const meanOf = (member: keyof Effect): number =>
    effects.reduce((sum, effect) => sum + effect[member], 0) / effects.length;
  return { system, hitRate: meanOf("hitRate"), recall: meanOf("recall"), relevantShare: meanOf("relevantShare") };
}

type Effect = Omit<ContextEffect, "system">;

function effectOf(parts: readonly PromptPart[], judgements: ReadonlyMap<string, number>, relevantFrom: number): Effect {
  const isRelevant = (level: number | undefined): boolean => level !== undefined && level >= relevantFrom;
  const relevant = [...judgements.values()].filter(isRelevant).length;
  const found = parts.filter(({ id }) => isRelevant(judgements.get(id)));
  const characters = lengthOf(parts);
  return {
    hitRate: found.length > 0 ? 1 : 0,
    recall: relevant === 0 ? 0 : found.length / relevant,
    relevantShare: characters === 0 ? 0 : lengthOf(found) / characters,
  };
}

function lengthOf(parts: readonly PromptPart[]): number {
  return parts.reduce((sum, { length }) => sum + length, 0);
}

function promptSize({
  documents,
  tokens,
  countTokens = estimateTokens,
}: Omit<ContextOptions, "system" | "relevantFrom">): PromptSize {
  if (documents !== undefined && tokens === undefined) {
    return { unit: "documents", size: positive(documents, "documents") };
  }
  if (tokens !== undefined && documents === undefined) {
    return { unit: "tokens", size: positive(tokens, "tokens"), countTokens: checked(countTokens) };
  }
  throw new InputError("give the prompt's size in documents or in tokens, one of them");
}

function positive(value: number, name: string): number {
  if (Number.isSafeInteger(value) && value >= 1) return value;
  throw new InputError(`${name} must be a positive integer, is ${value}`);
}

function checked(countTokens: (text: string) => number): (text: string) => number {
  return (text) => {
    const tokens = countTokens(text);
    if (tokens >= 0) return tokens;
    throw new InputError(`countTokens must give a number of at least 0, gave ${tokens}`);
  };
}

function textOf(texts: Dataset["documents"], id: string, query: string): string {
  const text = texts.get(id);
  if (text === undefined) throw new InputError(`document ${id}, found for query ${query}, has no text`);
  return text;
}
