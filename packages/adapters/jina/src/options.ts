import type { ScoreScale } from "@secondpass/core";
import {
  type ApiKey,
  checkOptions,
  type HttpOptions,
  type OptionRule,
  type OptionRules,
  optionRules,
} from "@secondpass/http";

/** What `jina` takes. */
export interface JinaOptions {
  /** Default "jina-reranker-v3.5". Names that are not in the table are passed on, and taken for listwise. */
  readonly model?: string | undefined;
  /** A key, or a function that gives one before each request. Default: the environment's JINA_API_KEY. */
  readonly apiKey?: ApiKey | undefined;
  /** Version included. Default "https://api.jina.ai/v1". */
  readonly baseUrl?: string | undefined;
  /** Sent with every request. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Allows the key over http:// to public addresses. Default false. */
  readonly allowInsecure?: boolean | undefined;
  /** Milliseconds for one request where the call's budget leaves more. Default 60,000. */
  readonly requestTimeoutMs?: number | undefined;
  /** Requests at once; others wait for their turn. Default 5, which the free tier allows. */
  readonly connections?: number | undefined;
  /** undici's, for proxies and private certificates; `connections` does not apply to it. */
  readonly dispatcher?: HttpOptions["dispatcher"];
  /** What you know of the scale of the scores. Default "unknown", since Jina documents none. */
  readonly scoreScale?: ScoreScale | undefined;
}

const { text, url, count, flag, milliseconds, headers, scoreScale, apiKey, dispatcher } = optionRules;

const keyRule: OptionRule = { ...apiKey, inCodeOnly: "set JINA_API_KEY" };

const rules: OptionRules<JinaOptions> = {
  model: text,
  apiKey: keyRule,
  baseUrl: url,
  headers,
  allowInsecure: flag,
  requestTimeoutMs: milliseconds,
  connections: count,
  dispatcher,
  scoreScale,
};

/**
 * Checks options.
 *
 * @param plain as configuration gives them, where keys and objects have no place.
 * @throws RerankError `misconfigured` naming the option and what it may be.
 */
export function checkJinaOptions(given: unknown, plain: boolean): JinaOptions {
  return checkOptions<JinaOptions>(given, { provider: "jina", rules, plain });
}
