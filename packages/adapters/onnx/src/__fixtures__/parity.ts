import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

/** A query with a document. */
export interface Pair {
  readonly class: string;
  readonly query: string;
  readonly document: string;
  /** Python scores what is blank, the product does not. */
  readonly blank: boolean;
}

/** Cosine and late interaction, and the mean of both. */
interface Compared {
  readonly cosine: number;
  readonly maxsim: number | null;
  readonly score: number | null;
}

/** What sentence-transformers, the Rust tokenizers and onnxruntime answered; made by oracle/make-oracle.py. */
export interface Parity {
  readonly tolerance: number;
  readonly pairs: readonly Pair[];
  readonly variants: readonly {
    readonly name: string;
    readonly layers: readonly string[];
    readonly labels: number;
    readonly activation: string;
    readonly logits: readonly (number | readonly number[])[];
    readonly scores: readonly (number | readonly number[])[];
    readonly softmax1?: readonly number[];
    readonly difference?: readonly number[];
  }[];
  readonly int8: { readonly variant: string; readonly logits: readonly number[] };
  readonly mistakes: readonly {
    readonly name: string;
    readonly variant: string;
    readonly field: "logits" | "scores";
    readonly values: readonly (number | null)[];
  }[];
  readonly biEncoder: {
    readonly pairs: readonly (Pair & Compared)[];
    readonly variants: readonly { readonly name: string; readonly layers: readonly string[]; readonly cosine: readonly number[] }[];
  };
  readonly defaultModel: { readonly pairs: readonly (Pair & { readonly fp32: Compared; readonly int8: Compared })[] };
}

/** Reads the oracle. */
export function readParity(): Parity {
  return JSON.parse(gunzipSync(readFileSync(join(import.meta.dirname, "parity.json.gz"))).toString("utf8"));
}
