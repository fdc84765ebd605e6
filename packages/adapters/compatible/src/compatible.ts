import {
  defineReranker,
  type Reranker,
  type RerankerTraits,
  type RerankRequest,
  type ScoreContext,
  type Scored,
} from "@secondpass/core";
import {
  answerLimit,
  checkCallOptions,
  createHttp,
  type Http,
  instructionIgnored,
  type OptionRule,
  revisionOf,
} from "@secondpass/http";
import { bodyIn, scoresIn, tokensIn } from "./compatible-wire.ts";
import { cutTexts } from "./cut-texts.ts";
import type { Dialect } from "./dialect.ts";
import { failureReader } from "./failure.ts";
import { costOf, modelOf } from "./models.ts";
import { type CompatibleOptions, checkCompatibleOptions, dialectOf, type EndpointOptions } from "./options.ts";

/**
 * A reranker by any endpoint that takes a query and documents and gives a score for each: by a dialect that this package
 * knows, or by one's own, described as data.
 *
 * @throws RerankError `misconfigured` naming the option, or the path within the dialect, and what it may be.
 */
export function compatible(options: CompatibleOptions): Reranker {
  const { dialect: given, ...endpoint } = checkCompatibleOptions(options, false);
  return createEndpoint(dialectOf(given), endpoint);
}

/** One endpoint, with what was made of its options. */
interface Endpoint {
  readonly http: Http;
  readonly dialect: Dialect;
  readonly model: string | undefined;
  /** Extra fields of the options. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly id: string;
}

/** Makes the reranker of a dialect and of options that are both checked. */
export function createEndpoint(dialect: Dialect, options: EndpointOptions): Reranker {
  const { model = dialect.defaultModel, body: fields = {}, url, ...transport } = options;
  const baseUrl = withoutVersion(url ?? (dialect.defaultBaseUrl as string), dialect);
  const http = createHttp({
    ...transport,
    provider: dialect.name,
    baseUrl,
    keyVariables: dialect.keyVariables,
    keyRequired: dialect.keyRequired,
    keyHeader: keyHeaderOf(dialect),
    readFailure: failureReader(dialect),
  });
  const id = `${dialect.name}:${model ?? new URL(baseUrl).host}`;
  const endpoint: Endpoint = { http, dialect, model, fields, id };
  return defineReranker({
    id,
    traits: traitsOf(endpoint, options),
    score: (request, context) => scoreAt(endpoint, request, context),
    async warmup(context) {
      await http.checkKey();
      if (dialect.probe) await scoreAt(endpoint, { query: "a", documents: ["a"] }, context);
    },
    close: () => http.close(),
  });
}

async function scoreAt(endpoint: Endpoint, given: RerankRequest, context: ScoreContext): Promise<Scored> {
  const { http, dialect, model, id } = endpoint;
  const fields = { ...endpoint.fields, ...callFields(dialect, context) };
  const { request, warnings } = cutTexts(given, dialect.request.maxCharacters);
  const body = bodyIn(dialect, request, { model, fields });
  const echoed = dialect.echoes ? body.length : 0;
  const maxAnswerBytes = answerLimit({ documents: request.documents.length, echoed });
  const { json } = await http.json({ method: "POST", path: dialect.path, body, maxAnswerBytes }, context);
  const tokens = tokensIn(dialect, json);
  const ignored = dialect.request.instruction === undefined ? instructionIgnored(request, id) : [];
  return {
    scores: scoresIn(dialect, json),
    usage: { requests: 1, tokens, costUsd: costOf(modelOf(dialect.name, model), tokens) },
    revision: revisionFor(dialect, model, fields),
    warnings: [...warnings, ...ignored],
  };
}

/** What a call sets of its own: any of the dialect's extras. What one holds is between the caller and the endpoint. */
function callFields({ name, request }: Dialect, context: ScoreContext): Readonly<Record<string, unknown>> {
  const anything: OptionRule = { what: "any value", holds: () => true };
  const rules = Object.fromEntries((request.extras ?? []).map((extra) => [extra, anything]));
  return checkCallOptions(context, { provider: name, rules });
}

function traitsOf({ dialect, model, fields }: Endpoint, options: EndpointOptions): RerankerTraits {
  const known = modelOf(dialect.name, model);
  const limits = { ...dialect.limits, ...(options.maxDocuments && { maxDocuments: options.maxDocuments }) };
  return {
    scoreScale: options.scoreScale ?? known?.scoreScale ?? dialect.scoreScale ?? "unknown",
    pointwise: options.pointwise ?? known?.pointwise ?? dialect.pointwise ?? false,
    ...(Object.keys(limits).length === 0 ? {} : { limits }),
    revision: revisionFor(dialect, model, fields),
  };
}

/** Where the endpoint stands does not count, nor do its limits and errors: they change no score. */
function revisionFor({ name, request, answer }: Dialect, model: string | undefined, fields: object): string {
  return revisionOf({ dialect: name, request, answer, model, fields });
}

function keyHeaderOf({ authHeader }: Dialect): ((key: string) => Readonly<Record<string, string>>) | undefined {
  if (!authHeader) return undefined;
  const { name, scheme } = authHeader;
  return (key) => ({ [name.toLowerCase()]: scheme === undefined ? key : `${scheme} ${key}` });
}

/** People give the address with "/v1" or without it; the dialect's path has it where it belongs. */
function withoutVersion(url: string, { path }: Dialect): string {
  const [, version] = /^\/?(v\d+)\//.exec(path) ?? [];
  const base = url.replace(/\/+$/, "");
  return version !== undefined && base.endsWith(`/${version}`) ? base.slice(0, -version.length - 1) : url;
}
