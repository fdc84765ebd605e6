import type { Activation } from "./activation.ts";
import type { Prompts } from "./prompts.ts";

interface Common {
  /** Folder in Hugging Face layout. */
  readonly folder: string;
  /** The ONNX file. */
  readonly file: string;
  /** Whether scores depend on batch mates, so that each text or pair runs alone. */
  readonly quantized: boolean;
  /** Tokens at most, special tokens included. */
  readonly maxLength: number;
  /** Rows of the embedding, as config.json says. */
  readonly embeddingRows: number;
  /** Of weights, tokenizer and configuration; in hex. */
  readonly hash: string;
}

/** A model that reads query and document together. */
export interface CrossEncoderPlan extends Common {
  readonly kind: "cross-encoder";
  readonly labels: 1 | 2;
  readonly activation: Activation;
}

/** A model that reads one text at a time. */
export interface EncoderPlan extends Common {
  readonly kind: "encoder";
  readonly pooling: "mean" | "cls";
  readonly prompts: Prompts;
}

/** What is known of a model's folder before anything is loaded. */
export type ModelPlan = CrossEncoderPlan | EncoderPlan;
