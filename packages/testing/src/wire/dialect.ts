import type { JsonFault } from "./scan-json.ts";

/** What a client sent. */
export interface SeenRequest {
  readonly method: string;
  /** Without the query string. */
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /**
   * The body, decoded as UTF-8 (invalid bytes as U+FFFD, a byte order mark kept); empty where it was not read to its
   * end.
   */
  readonly text: string;
  /** The body as JSON (a byte order mark aside); undefined where it is none. */
  readonly json: unknown;
  /** Bytes of the body that were read. */
  readonly bytes: number;
  /** false: the body was over the limit, and reading stopped. */
  readonly complete: boolean;
  /** false: the body held bytes that are not UTF-8. */
  readonly utf8: boolean;
  /** The first thing that a strict parser refuses, unpaired surrogates among it. */
  readonly fault: JsonFault | undefined;
}

/** What goes back over the wire. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /**
   * closed: `Connection: close` is announced. cut: the socket is closed without a word of it. Default: kept alive.
   */
  readonly ends?: "closed" | "cut" | undefined;
}

/** Why a request is refused, in the provider's words where they are known. */
export interface Refusal {
  readonly status: number;
  readonly text: string;
}

/** What a valid request asks to have ranked. */
export interface Asked {
  readonly query: string;
  readonly documents: readonly string[];
}

/** One scored document. A score is a number unless a test wants otherwise. */
export interface Row {
  readonly index: number;
  readonly score: unknown;
}

/** What a server takes; Infinity where it does not say. Each dialect has its own defaults. */
export interface ProviderLimits {
  /** Documents in a request. */
  readonly maxDocuments: number;
  /** Bytes of a body; a longer one is not read to its end. */
  readonly maxBodyBytes: number;
  /** Tokens of the query and one document together. */
  readonly maxTokens: number;
  /** Tokens of the query. */
  readonly maxQueryTokens: number;
  /** Tokens of a request: query tokens × documents + the documents' tokens. */
  readonly maxTotalTokens: number;
  /** Characters of one text. */
  readonly maxCharacters: number;
  /** What may be under way at once: texts (TEI's permits, Infinity's queue) or requests (Jina). */
  readonly maxConcurrent: number;
  /** Milliseconds after which an idle connection is closed; 0: never. */
  readonly keepAliveMs: number;
}

/** How a self-hosted server was started, and what it serves. */
export interface ServerFlags {
  /** Model names. Default: the provider's own; for self-hosted ones "simulated-reranker". */
  readonly models?: readonly string[] | undefined;
  /** TEI, llama.cpp, Infinity: what the model can do. Default "reranker". */
  readonly modelType?: "reranker" | "classifier" | "embedding" | undefined;
  /** TEI: `/info` answers 404, as behind many gateways. Default false. */
  readonly infoHidden?: boolean | undefined;
  /** TEI: `--auto-truncate`. Default true, as since 1.9.0. */
  readonly autoTruncate?: boolean | undefined;
  /** TEI: started with a default prompt, which refuses every rerank request. Default false. */
  readonly defaultPrompt?: boolean | undefined;
  /** TEI: before 1.9.0 what is too much was 413. Default 422. */
  readonly tooMuchStatus?: 413 | 422 | undefined;
  /** llama.cpp: started with `--reranking`. Default true. */
  readonly reranking?: boolean | undefined;
  /** Infinity: `INFINITY_URL_PREFIX`, e.g. "/v1". Default none. */
  readonly urlPrefix?: string | undefined;
  /** Infinity: `--lengths-via-tokenize`, usage in tokens. Default false: in characters. */
  readonly tokenUsage?: boolean | undefined;
}

/** What a dialect knows of the server that speaks it. */
export interface DialectSettings {
  /** undefined: no key is asked for. */
  readonly apiKey: string | undefined;
  readonly limits: ProviderLimits;
  readonly flags: ServerFlags;
  /** Accepted and not yet answered. */
  readonly busy: { readonly requests: number; readonly texts: number };
  scoreOf(query: string, document: string, index: number, scale: "probability" | "logit"): unknown;
  countTokens(text: string): number;
  /** The order in which rows go onto the wire. */
  permute<Item>(rows: readonly Item[]): readonly Item[];
  /** Sent instead of the payload of an accepted request. */
  readonly answer: { readonly value: unknown } | undefined;
}

/** How one provider speaks: paths, rules, shapes. */
export interface Dialect {
  /** "cohere". */
  readonly name: string;
  /** Where rerank requests go: "/v2/rerank". */
  readonly path: string;
  /** Hosted ones yes; self-hosted ones only where the server was started with a key. */
  readonly apiKeyRequired: boolean;
  /** What it takes unless its server says otherwise. */
  readonly limits: Partial<ProviderLimits>;
  /** Whether this is a request to rerank, valid or not, rather than to another of the server's routes. */
  isRerank(request: Pick<SeenRequest, "method" | "path">, flags: ServerFlags): boolean;
  /** Answers a request by the dialect's rules. */
  respond(request: SeenRequest, server: DialectSettings): WireAnswer;
  /** The body of an error with this status, as this provider shapes it, saying `text`; content type "": none. */
  errorBody(status: number, text: string): { readonly contentType: string; readonly body: string };
  /** A successful answer's payload for these rows, as this provider shapes it. */
  payload(rows: readonly Row[], request: SeenRequest, server?: DialectSettings): unknown;
  /** What the body asks to have ranked; undefined where it holds no query and documents. */
  asked(request: SeenRequest): Asked | undefined;
}
