import type { Limits, RerankErrorCode, ScoreScale } from "@secondpass/core";

/**
 * How a rerank endpoint speaks, as plain data that may stand in a configuration file.
 *
 * Members of requests and answers are named by paths: "documents", or "input.documents" for a member within a member.
 */
export interface Dialect {
  /** The provider's name, in ids, messages and `providerOptions`: lower-case letters, digits and hyphens. */
  readonly name: string;
  /** Where requests go below the base URL, e.g. "v1/rerank". A base URL that has the path's "v1" already is fine too. */
  readonly path: string;
  /** A hosted service's. Without it `url` has to be given. */
  readonly defaultBaseUrl?: string | undefined;
  /** A service's own default, by its documentation. */
  readonly defaultModel?: string | undefined;
  /** Environment variables that may hold the key, in order. Default none. */
  readonly keyVariables?: readonly string[] | undefined;
  /** Whether nothing goes without a key. Default false. */
  readonly keyRequired?: boolean | undefined;
  /** The header that carries the key, and what stands before it. Default `{ "name": "authorization", "scheme": "Bearer" }`. */
  readonly authHeader?: { readonly name: string; readonly scheme?: string | undefined } | undefined;
  readonly request: DialectRequest;
  readonly answer: DialectAnswer;
  /** Default "unknown": nothing but the order is promised. */
  readonly scoreScale?: ScoreScale | undefined;
  /** true: a score depends on query and document alone, so that lists may be split. Default false. */
  readonly pointwise?: boolean | undefined;
  /** What the endpoint refuses. Default none. */
  readonly limits?: Limits | undefined;
  /** Where the answer says what it cost: the path of its number of tokens, e.g. "usage.total_tokens". */
  readonly usage?: { readonly tokens: string } | undefined;
  /** What its errors mean where the status says too little; the first rule that fits holds. */
  readonly errors?: readonly ErrorRule[] | undefined;
  /** Whether the documents come back with the scores, so that answers are larger. Default false. */
  readonly echoes?: boolean | undefined;
  /** true: `warmup()` sends one word as a document, since that costs nothing on one's own server. Default false: it looks for the key. */
  readonly probe?: boolean | undefined;
}

/** What a request holds. Nothing else is sent. */
export interface DialectRequest {
  /** Path of the query. Default "query". */
  readonly query?: string | undefined;
  /** Path of the list of documents, e.g. "documents" or "texts". */
  readonly documents: string;
  /** Member of a document that holds its text, where documents are objects. Default: they are strings. */
  readonly documentText?: string | undefined;
  /** Characters of a text that the endpoint takes; longer ones are cut before they are sent, with the warning `truncated`. Default: none are. */
  readonly maxCharacters?: number | undefined;
  /** Path of the model's name. Without it none is sent. */
  readonly model?: string | undefined;
  /** Whether the endpoint answers without a model's name. Default false: it does. */
  readonly modelRequired?: boolean | undefined;
  /** Path of the number of results, and whether it is sent: as many as there are documents, for hosts that insist. */
  readonly topN?: { readonly name: string; readonly send: boolean } | undefined;
  /** Path of an instruction, where the endpoint takes one. */
  readonly instruction?: string | undefined;
  /** Sent with each request, by path. */
  readonly fixed?: Readonly<Record<string, unknown>> | undefined;
  /** Paths that the option `body` and a call's `providerOptions` may set. Default none. */
  readonly extras?: readonly string[] | undefined;
}

/** Where scores stand in an answer. */
export interface DialectAnswer {
  /** Path of the list of rows; without it the answer itself is the list. */
  readonly list?: string | undefined;
  /** The member of a row that holds the document's index. Default "index". */
  readonly index?: string | undefined;
  /** The member of a row that holds the score. */
  readonly score: string;
}

/** What one kind of error means. All that is given has to fit. */
export interface ErrorRule {
  readonly status?: number | undefined;
  /** The error's type or code as the endpoint names it, in any case. */
  readonly type?: string | undefined;
  /** A regular expression that is looked for in the error's message, in any case. */
  readonly message?: string | undefined;
  readonly code: RerankErrorCode;
  /** A sentence for people: what is wrong and what to do. */
  readonly hint?: string | undefined;
}
