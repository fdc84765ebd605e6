import { rerankError, type ScoreScale } from "@secondpass/core";
import { type ApiKey, checkOptions, type HttpOptions, type OptionRules, optionRules } from "@secondpass/http";

/** Whose platform a key belongs to: Voyage's own, or MongoDB Atlas, where a key may be bound to a geography. */
export type VoyageHost = "voyage" | "atlas" | "atlas-eu" | "atlas-us";

/** What a single call may set of its own, in `providerOptions.voyage`. */
export interface VoyageCallOptions {
  /** true: query and documents over the model's limits are cut, without a word. false: they are refused. Default true. */
  readonly truncation?: boolean | undefined;
}

/** What `voyage` takes. */
export interface VoyageOptions extends VoyageCallOptions {
  /** Default "rerank-3". Names that this package does not know are passed on. */
  readonly model?: string | undefined;
  /** Where the key was made: keys do not work on another host. Default "voyage". */
  readonly host?: VoyageHost | undefined;
  /** Of another deployment, instead of `host`; "/v1" belongs to it. */
  readonly baseUrl?: string | undefined;
  /** A key, or a function that gives one before each request. Default: the environment, VOYAGE_API_KEY. */
  readonly apiKey?: ApiKey | undefined;
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
  /** What the caller knows of the scale. Default "unknown": Voyage documents none. */
  readonly scoreScale?: ScoreScale | undefined;
}

/** The name that options, messages and `providerOptions` go by. */
export const provider = "voyage";

/** Environment variables that may hold the key. */
export const keyVariables: readonly string[] = ["VOYAGE_API_KEY"];

/**
 * Base URLs by host.
 *
 * @see https://docs.voyageai.com/reference/reranker-api
 * @see https://www.mongodb.com/docs/voyageai/api-reference/overview
 */
export const hosts: Readonly<Record<VoyageHost, string>> = {
  voyage: "https://api.voyageai.com/v1",
  atlas: "https://ai.mongodb.com/v1",
  "atlas-eu": "https://eu.ai.mongodb.com/v1",
  "atlas-us": "https://us.ai.mongodb.com/v1",
};

const { text, url, count, flag, milliseconds, headers, scoreScale, apiKey, dispatcher } = optionRules;

/** Rules of what a call may set. */
export const callRules: OptionRules<VoyageCallOptions> = { truncation: flag };

const rules: OptionRules<VoyageOptions> = {
  model: text,
  ...callRules,
  host: {
    what: `one of ${Object.keys(hosts).join(", ")}`,
    holds: (value) => typeof value === "string" && Object.hasOwn(hosts, value),
  },
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
 * Checks the options of `voyage`.
 *
 * @param plain true: as configuration gives them, where keys and objects have no place.
 * @throws RerankError `misconfigured` naming the option and what it may be.
 */
export function checkVoyageOptions(given: unknown, plain: boolean): VoyageOptions {
  const options = checkOptions<VoyageOptions>(given, { provider, rules, plain });
  if (options.host === undefined || options.baseUrl === undefined) return options;
  throw rerankError("misconfigured", "voyage: the options host and baseUrl exclude each other");
}
