import type { CohereOptions } from "@secondpass/cohere";
import type { CompatibleOptions, EndpointOptions } from "@secondpass/compatible";
import type { Provider } from "@secondpass/core";
import type { JinaOptions } from "@secondpass/jina";
import type { LexicalOptions } from "@secondpass/lexical";
import type { TeiOptions } from "@secondpass/tei";
import type { VoyageOptions } from "@secondpass/voyage";

/**
 * What `onnx` takes, as `OnnxOptions` of `@secondpass/onnx`. It is written out because that package is optional: without it
 * the type would allow anything.
 */
export interface OnnxConfig {
  /** Folder in Hugging Face layout, starting with `.`, `/`, `~` or a drive letter. Default: the bundled model. */
  readonly model?: string | undefined;
  /** The ONNX file, by its name in the folder; goes before `dtype`. */
  readonly fileName?: string | undefined;
  /** Which of the ONNX files in the folder. */
  readonly dtype?: "fp32" | "fp16" | "int8" | "uint8" | "q8" | "q4" | "q4f16" | "bnb4" | undefined;
  /** Tokens of a pair or text. Default: the model's. */
  readonly maxLength?: number | undefined;
  /** Pairs or texts in one run at most. */
  readonly batchSize?: number | undefined;
  /** Encoders only. Default "both". */
  readonly similarity?: "cosine" | "maxsim" | "both" | undefined;
  /** Encoders only: bytes of encoded documents to remember. Default 0. */
  readonly documentCache?: number | undefined;
  /** Worker threads at most. Default: one per core. */
  readonly workers?: number | undefined;
}

/** The providers that this package knows, by the names that a configuration uses. */
export type KnownProviders = {
  readonly lexical: Provider<LexicalOptions>;
  readonly onnx: Provider<OnnxConfig>;
  readonly cohere: Provider<CohereOptions>;
  readonly voyage: Provider<VoyageOptions>;
  readonly jina: Provider<JinaOptions>;
  readonly tei: Provider<TeiOptions>;
  readonly vllm: Provider<EndpointOptions>;
  readonly infinity: Provider<EndpointOptions>;
  readonly llamacpp: Provider<EndpointOptions>;
  readonly mixedbread: Provider<EndpointOptions>;
  readonly together: Provider<EndpointOptions>;
  readonly compatible: Provider<CompatibleOptions>;
};
