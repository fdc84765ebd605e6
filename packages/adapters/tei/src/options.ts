import { rerankError, type ScoreScale } from "@secondpass/core";
import {
  type ApiKey,
  checkOptions,
  type HttpOptions,
  type OptionRule,
  type OptionRules,
  optionRules,
} from "@secondpass/http";

/** What a call may set of its own, as `providerOptions.tei`. */
export interface TeiCallOptions {
  /** Whether the server cuts what is too long for the model, rather than refusing the request. Default true. */
  readonly truncate?: boolean | undefined;
  /** The side on which it cuts. Default the server's, "right". */
  readonly truncationDirection?: "left" | "right" | undefined;
}

/** What `tei` takes. */
export interface TeiOptions extends TeiCallOptions {
  /** Where the server is, e.g. "http://localhost:8080"; a path is kept. */
  readonly url: string;
  /** true: logits instead of probabilities. Default false. */
  readonly rawScores?: boolean | undefined;
  /** Texts in one request at most. Default: as the server says (`--max-client-batch-size`), 32 until it has. */
  readonly maxDocuments?: number | undefined;
  /** Bytes of a request that the server takes, its `--payload-limit`. Default 2,000,000, as TEI's. */
  readonly maxBytes?: number | undefined;
  /**
   * A key, or a function that gives one before each request. Default: the environment's TEI_API_KEY and, for Hugging Face's
   * own endpoints, HF_TOKEN. Without a key none is sent.
   */
  readonly apiKey?: ApiKey | undefined;
  /** Sent with every request. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Allows a key over http:// to public addresses. Default false. */
  readonly allowInsecure?: boolean | undefined;
  /** Milliseconds for one request where the call's budget leaves more. Default 60,000. */
  readonly requestTimeoutMs?: number | undefined;
  /** Requests at once; others wait for their turn. Default: as many as there are. */
  readonly connections?: number | undefined;
  /** undici's, for proxies and private certificates; `connections` does not apply to it. */
  readonly dispatcher?: HttpOptions["dispatcher"];
  /** What you know of the scale. Default "probability", with `rawScores` "logit". */
  readonly scoreScale?: ScoreScale | undefined;
}

const { url, count, flag, milliseconds, headers, scoreScale, apiKey, dispatcher } = optionRules;

const direction: OptionRule = {
  what: '"left" or "right"',
  holds: (value) => value === "left" || value === "right",
};

/** Rules of what a call may set. */
export const callRules: OptionRules<TeiCallOptions> = { truncate: flag, truncationDirection: direction };

const rules: OptionRules<TeiOptions> = {
  url,
  ...callRules,
  rawScores: flag,
  maxDocuments: count,
  maxBytes: {
    what: "a whole number of bytes, at least 4096",
    holds: (value) => count.holds(value) && Number(value) >= 4096,
  },
  apiKey: { ...apiKey, inCodeOnly: "set TEI_API_KEY" },
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
export function checkTeiOptions(given: unknown, plain: boolean): TeiOptions {
  const options = checkOptions<TeiOptions>(given, { provider: "tei", rules, plain });
  if (options.url !== undefined) return options;
  throw rerankError(
    "misconfigured",
    'tei: the option url is needed: where the server is, e.g. "http://localhost:8080"',
  );
}
