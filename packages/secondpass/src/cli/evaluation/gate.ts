import { UsageError } from "../usage-error.ts";

/** A bound of `--fail-below`. */
export interface Gate {
  /** Missing: every reranker. */
  readonly system?: string | undefined;
  readonly measure: string;
  readonly value: number;
}

/**
 * Reads `[NAME:]METRIC=VALUE`.
 *
 * @param canonical the name under which results have a measure.
 * @throws UsageError showing how it is written.
 */
export function parseGate(text: string, canonical: (measure: string) => string): Gate {
  const equals = text.lastIndexOf("=");
  const [left, right] = [text.slice(0, equals), text.slice(equals + 1)];
  const value = Number(right);
  // Names have colons of their own, as in tei:http://host; measures have none.
  const colon = left.lastIndexOf(":");
  const measure = left.slice(colon + 1);
  if (equals < 1 || measure === "" || right.trim() === "" || !Number.isFinite(value)) {
    throw new UsageError(`--fail-below: "${text}" is no [NAME:]METRIC=VALUE; write nDCG@10=0.35 or onnx:nDCG@10=0.35`);
  }
  return { system: colon < 0 ? undefined : left.slice(0, colon), measure: canonical(measure), value };
}
