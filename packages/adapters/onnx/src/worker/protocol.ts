import type { Rows } from "../rows.ts";
import type { Encoding } from "../score/vectors.ts";

/** What a worker is started with. */
export interface WorkerSetup {
  readonly folder: string;
  readonly file: string;
  readonly kind: "cross-encoder" | "encoder";
  readonly pooling: "mean" | "cls";
  /** A cross-encoder's numbers per pair. */
  readonly labels: number;
  readonly quantized: boolean;
  readonly maxLength: number;
  readonly embeddingRows: number;
}

/** The data of a worker thread. */
export interface WorkerData {
  readonly setup: WorkerSetup;
  /** Memory of the gate before native code. */
  readonly gate: SharedArrayBuffer;
}

/** Tokenizes texts, each as a pair with the query where there is one. */
export interface TokenizeTask {
  readonly kind: "tokenize";
  readonly query?: string | undefined;
  readonly texts: readonly string[];
}

/** Runs pairs through a cross-encoder. */
export interface LogitsTask {
  readonly kind: "logits";
  readonly rows: Rows;
  /** Rows of one run. */
  readonly perRun: number;
}

/** Encodes texts. */
export interface EncodeTask {
  readonly kind: "encode";
  readonly rows: Rows;
  readonly perRun: number;
  /** Whether the vectors of single tokens are wanted too. */
  readonly withTokens: boolean;
}

/** Encodes documents, compares each with the query, and hands the encodings back where asked. */
export interface CompareTask {
  readonly kind: "compare";
  readonly query: Encoding;
  readonly rows: Rows;
  readonly perRun: number;
  readonly keep: boolean;
  /** Documents that are encoded already. */
  readonly known: readonly Encoding[];
  readonly cosine: boolean;
  readonly maxSim: boolean;
}

/** What a worker is asked. */
export type Task = TokenizeTask | LogitsTask | EncodeTask | CompareTask;

/** Both similarities of a document; NaN for one that was not asked for. */
export interface Similarities {
  readonly cosine: number;
  readonly maxSim: number;
}

/** Answers by kind of task. */
export interface Answers {
  readonly tokenize: {
    readonly rows: Rows;
    /** Per text: whether it was cut. */
    readonly truncated: readonly boolean[];
    /** Whether the query was cut beside any of them. */
    readonly queryTruncated: boolean;
  };
  /** Labels of each row, one after the other. */
  readonly logits: Float32Array;
  readonly encode: readonly Encoding[];
  readonly compare: {
    /** Of the rows, then of the known ones. */
    readonly similarities: readonly Similarities[];
    /** Of the rows; empty unless asked for. */
    readonly kept: readonly Encoding[];
  };
}

/** A message from a worker: its answer, or why there is none. The first says that it is ready, or why not. */
export type Reply =
  | { readonly answer?: Answers[keyof Answers]; readonly runs: number; readonly error?: undefined }
  | { readonly error: { readonly code: string; readonly message: string } };
