import { InputError } from "../input-error.ts";
import type { RankedList, Run } from "../types.ts";
import { type ChunkReader, type ParseOptions, readWhole } from "./chunk-reader.ts";
import { type HitLists, hitListsOf } from "./hit-lists.ts";
import { jsonOfFile, numberOf, objectOf } from "./json-fields.ts";
import { inTrecOrder } from "./trec-order.ts";
import { createWholeText } from "./whole-text.ts";

/** A run, and the texts that came with it, if any did. */
export type RunWithTexts = { readonly run: Run } & Partial<HitLists>;

/**
 * Reads a run as one JSON object, as pytrec_eval and ranx have them: `{"q1": {"d1": 12.5, "d2": 11}}`. The order is
 * trec_eval's (`inTrecOrder`).
 *
 * @throws InputError naming line or field.
 */
export function parseJsonRun(content: string | Uint8Array, options?: ParseOptions): Run {
  return readWhole(
    (name) => createWholeText(name, (text) => jsonRunOf(jsonOfFile(text, name), name)),
    content,
    options,
  );
}

/** Reads whatever run a JSON file holds: hit lists where it is an array, else scores by query and document. */
export function createJsonRunReader(name: string): ChunkReader<RunWithTexts> {
  return createWholeText(name, (text) => {
    const value = jsonOfFile(text, name);
    return Array.isArray(value) ? hitListsOf(value, name) : { run: jsonRunOf(value, name) };
  });
}

function jsonRunOf(value: unknown, name: string): Run {
  const complain = (message: string): Error => new InputError(`${name}: ${message}`);
  const run = new Map<string, RankedList>();
  for (const [query, scores] of Object.entries(objectOf(value, complain))) {
    const complainOf = (message: string): Error => complain(`[${JSON.stringify(query)}] ${message}`);
    const hits = Object.entries(objectOf(scores, complainOf));
    const numbers = hits.map(([id, score]) => numberOf(score, `the score of ${JSON.stringify(id)}`, complainOf));
    run.set(
      query,
      inTrecOrder(
        hits.map(([id]) => id),
        numbers,
      ),
    );
  }
  if (run.size === 0) throw complain("there is no ranking in it");
  return run;
}
