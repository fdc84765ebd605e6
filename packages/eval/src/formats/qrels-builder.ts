import { InputError } from "../input-error.ts";
import type { Qrels } from "../types.ts";
import { quoted } from "./input-error-at.ts";
import type { Complain } from "./json-fields.ts";

/** Collects judgements. */
export interface QrelsBuilder {
  /** @throws what `complain` makes where the document is judged for the query already. */
  add(query: string, document: string, level: number, complain: Complain): void;
  /** @throws InputError where there are none. */
  qrels(): Qrels;
}

/** @param name of the file, for messages. */
export function createQrelsBuilder(name: string): QrelsBuilder {
  const qrels = new Map<string, Map<string, number>>();
  return {
    add(query, document, level, complain) {
      const levels = qrels.get(query) ?? new Map<string, number>();
      if (levels.has(document)) {
        throw complain(`document ${quoted(document)} is judged twice for query ${quoted(query)}; keep one judgement`);
      }
      qrels.set(query, levels.set(document, level));
    },
    qrels() {
      if (qrels.size === 0) throw new InputError(`${name}: there are no judgements in it; is this the right file?`);
      return qrels;
    },
  };
}

/** The integer that a field spells. @throws what `complain` makes. */
export function levelOfText(text: string, complain: Complain): number {
  const level = Number(text);
  if (/^[+-]?\d+$/.test(text) && Number.isSafeInteger(level)) return level;
  throw complain(`the relevance level must be an integer, is ${quoted(text)}`);
}
