import type { ScoreScale } from "@secondpass/core";
import {
  type ApiKey,
  checkOptions,
  type HttpOptions,
  type OptionRule,
  type OptionRules,
  optionRules,
} from "@secondpass/http";

/** What a single call may set of its own, in `providerOptions.cohere`. */
export interface CohereCallOptions {
  /** Tokens of a document that are read; the rest is cut off. Default Cohere's, 4,096. */
  readonly maxTokensPerDoc?: number | undefined;
  /** From 0, the highest, to 999: under load Cohere sheds high numbers first. Default Cohere's, 0. */
  readonly priority?: number | undefined;
}

/** What `cohere` takes. */
export interface CohereOptions extends CohereCallOptions {
  /** Default "rerank-v5.0-fast". Names that this package does not know are passed on. */
  readonly model?: string | undefined;
  /** Documents in one request, at most 10,000; longer lists are split. Default 1,000, as Cohere advises. */
  readonly maxDocuments?: number | undefined;
  /** A key, or a function that gives one before each request. Default: the environment, COHERE_API_KEY or CO_API_KEY. */
  readonly apiKey?: ApiKey | undefined;
  /** Of a regional or private deployment; "/v2" at its end may be left out. Default "https://api.cohere.com". */
  readonly baseUrl?: string | undefined;
  /** Allows a key over http:// to public addresses. Default false. */
  readonly allowInsecure?: boolean | undefined;
  /** Sent with every request. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Milliseconds for one request where the call's budget leaves more. Default 60,000. */
  readonly requestTimeoutMs?: number | undefined;
  /** Requests at once; others wait for their turn. Default: as many as there are. */
  readonly connections?: number | undefined;
  /** undici's, for proxies and private certificates. It is the caller's: `close` leaves it open. */
  readonly dispatcher?: HttpOptions["dispatcher"];
  /** What the caller knows of the scale. Default "probability". */
  readonly scoreScale?: ScoreScale | undefined;
}

/** The name that options, messages and `providerOptions` go by. */
export const provider = "cohere";

/** Environment variables that may hold the key: Cohere's documentation has the first, its SDK the second. */
export const keyVariables: readonly string[] = ["COHERE_API_KEY", "CO_API_KEY"];

const { text, url, count, flag, milliseconds, headers, scoreScale, apiKey, dispatcher } = optionRules;

function wholeNumber(from: number, to: number): OptionRule {
  return {
    what: `a whole number from ${from} to ${to.toLocaleString("en")}`,
    holds: (value) => Number.isInteger(value) && (value as number) >= from && (value as number) <= to,
  };
}

/** Rules of what a call may set. */
export const callRules: OptionRules<CohereCallOptions> = { maxTokensPerDoc: count, priority: wholeNumber(0, 999) };

const rules: OptionRules<CohereOptions> = {
  model: text,
  ...callRules,
  maxDocuments: wholeNumber(1, 10_000),
  baseUrl: url,
  allowInsecure: flag,
  headers,
  requestTimeoutMs: milliseconds,
  connections: count,
  scoreScale,
  apiKey,
  dispatcher,
};

/**
 * Checks the options of `cohere`.
 *
 * @param plain true: as configuration gives them, where keys and objects have no place.
 * @throws RerankError `misconfigured` naming the option and what it may be.
 */
export function checkCohereOptions(given: unknown, plain: boolean): CohereOptions {
  return checkOptions<CohereOptions>(given, { provider, rules, plain });
}
