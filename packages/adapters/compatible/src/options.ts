import { rerankError, type ScoreScale } from "@secondpass/core";
import {
  type ApiKey,
  checkOptions,
  type HttpOptions,
  type OptionRule,
  type OptionRules,
  optionRules,
} from "@secondpass/http";
import { checkDialect } from "./check-dialect.ts";
import type { Dialect } from "./dialect.ts";
import { type DialectName, dialects, isDialectName } from "./dialects.ts";

/** What `vllm`, `infinity`, `llamacpp`, `mixedbread` and `together` take. */
export interface EndpointOptions {
  /** Where the server is, e.g. "http://localhost:8000", with or without "/v1". Needed for self-hosted servers. */
  readonly url?: string | undefined;
  /** The model to ask for. Default the dialect's own, else none is named. */
  readonly model?: string | undefined;
  /** Extra fields of each request, by their names on the wire; those that the dialect lists as its extras. */
  readonly body?: Readonly<Record<string, unknown>> | undefined;
  /** Documents in one request at most. Default the dialect's. */
  readonly maxDocuments?: number | undefined;
  /** Whether a score depends on query and document alone. Default as is known of model and dialect. */
  readonly pointwise?: boolean | undefined;
  /** What you know of the scale. Default as is known of model and dialect. */
  readonly scoreScale?: ScoreScale | undefined;
  /** A key, or a function that gives one before each request. Default: the environment, in the dialect's variables. */
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
}

/** What `compatible` takes. */
export interface CompatibleOptions extends EndpointOptions {
  /** How the endpoint speaks: a known dialect by its name, or one's own as data. */
  readonly dialect: DialectName | Dialect;
}

const { text, url, count, flag, milliseconds, headers, scoreScale, apiKey, dispatcher } = optionRules;

const endpointRules: OptionRules<EndpointOptions> = {
  url,
  model: text,
  body: { what: "an object", holds: (value) => typeof value === "object" && value !== null && !Array.isArray(value) },
  maxDocuments: count,
  pointwise: flag,
  scoreScale,
  apiKey,
  headers,
  allowInsecure: flag,
  requestTimeoutMs: milliseconds,
  connections: count,
  dispatcher,
};

const names = Object.keys(dialects).map((name) => `"${name}"`);

const dialectRule: OptionRule = {
  what: `one of ${names.join(", ")}, or an object that describes a dialect`,
  holds: (value) => (typeof value === "object" && value !== null) || isDialectName(value),
};

/**
 * Checks the options of one endpoint.
 *
 * @param plain as configuration gives them, where keys and objects have no place.
 * @throws RerankError `misconfigured` naming the option and what it may be.
 */
export function checkEndpointOptions(given: unknown, dialect: Dialect, plain: boolean): EndpointOptions {
  const [variable] = dialect.keyVariables ?? [];
  const inCodeOnly = variable === undefined ? apiKey.inCodeOnly : `set ${variable}`;
  const rules = { ...endpointRules, apiKey: { ...apiKey, inCodeOnly } };
  const options = checkOptions<EndpointOptions>(given, { provider: dialect.name, rules, plain });
  checkNeeds(options, dialect);
  checkExtras(options.body ?? {}, dialect);
  return options;
}

/**
 * Checks the options of `compatible`, the dialect included.
 *
 * @throws RerankError `misconfigured` naming the option, or the path within the dialect, and what it may be.
 */
export function checkCompatibleOptions(given: unknown, plain: boolean): CompatibleOptions {
  const rules: OptionRules<CompatibleOptions> = { dialect: dialectRule, ...endpointRules };
  const { dialect, ...endpoint } = checkOptions<CompatibleOptions>(given, { provider: "compatible", rules, plain });
  if (dialect === undefined) throw misconfigured("compatible", `the option dialect is needed: ${dialectRule.what}`);
  checkEndpointOptions(endpoint, dialectOf(dialect), plain);
  return { dialect, ...endpoint };
}

/** The dialect itself. */
export function dialectOf(dialect: CompatibleOptions["dialect"]): Dialect {
  return typeof dialect === "string" ? dialects[dialect] : checkDialect(dialect);
}

function checkNeeds({ url: given, model }: EndpointOptions, dialect: Dialect): void {
  const { name, defaultBaseUrl, defaultModel, request } = dialect;
  if (given === undefined && defaultBaseUrl === undefined) {
    throw misconfigured(name, 'the option url is needed: where the server is, e.g. "http://localhost:8000"');
  }
  if (request.modelRequired && model === undefined && defaultModel === undefined) {
    throw misconfigured(name, "the option model is needed");
  }
}

function checkExtras(body: Readonly<Record<string, unknown>>, { name, request: { extras = [] } }: Dialect): void {
  const stranger = Object.keys(body).find((field) => !extras.includes(field));
  if (stranger === undefined) return;
  const known = extras.length === 0 ? "there are none" : `known: ${extras.join(", ")}`;
  throw misconfigured(name, `body.${stranger} is no extra field of this dialect; ${known}`);
}

function misconfigured(provider: string, what: string): Error {
  return rerankError("misconfigured", `${provider}: ${what}`, { provider });
}
