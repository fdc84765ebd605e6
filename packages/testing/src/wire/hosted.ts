import { accepted, refused } from "./answers.ts";
import { askedIn, type Body, bodyOf, isBody, saysJson } from "./body.ts";
import type { Asked, Dialect, DialectSettings, Refusal, SeenRequest, WireAnswer } from "./dialect.ts";
import { type Fields, fieldTrouble } from "./fields.ts";
import { ranked } from "./rank.ts";

/** How a hosted service differs from the next one. */
export interface HostedRules
  extends Pick<Dialect, "name" | "path" | "errorBody" | "payload">,
    Partial<Pick<Dialect, "limits" | "apiKeyRequired" | "isRerank" | "asked">> {
  readonly fields: Fields;
  /** The field with the documents. */
  readonly documents: string;
  /** The field with how many to hand back. */
  readonly top: string;
  /** Statuses of refusals: of a body that is no JSON object or has a wrong field. */
  readonly statuses: {
    readonly body: number;
    readonly unknown: number;
    readonly missing: number;
    readonly invalid: number;
  };
  /** Why the key is not taken; default: unless the header is exactly `Bearer KEY`. */
  readonly keyRefusal?: ((request: SeenRequest, apiKey: string) => WireAnswer | undefined) | undefined;
  /** What else it refuses, of a body whose fields are each right. */
  further?(asked: Asked, body: Body, server: DialectSettings): Refusal | undefined;
  /** Other routes. */
  readonly otherRoute?: ((request: SeenRequest, server: DialectSettings) => WireAnswer | undefined) | undefined;
  /** Whether the request wants logits. */
  readonly wantsLogits?: ((body: Body) => boolean) | undefined;
}

/**
 * A dialect by table. Checks run in this order: route, method, key, size, body, fields, what else it refuses. No
 * provider publishes that order; a service that checks the key late would say more to strangers than one that checks
 * it early.
 */
export function hosted(rules: HostedRules): Dialect {
  const asked = rules.asked ?? ((request) => askedIn(request, rules.documents));
  const isRerank = rules.isRerank ?? (({ method, path }) => method === "POST" && path === rules.path);
  const { name, path, errorBody, payload, limits = {}, apiKeyRequired = true } = rules;
  return {
    name,
    path,
    apiKeyRequired,
    limits,
    errorBody,
    payload,
    asked,
    isRerank,
    respond: (request, server) =>
      routeRefusal(rules, isRerank, request, server) ??
      keyRefusal(rules, request, server) ??
      refusedFor(rules, bodyRefusal(rules, request, server)) ??
      refusedFor(rules, rules.further?.(asked(request) as Asked, bodyOf(request), server)) ??
      accepted(rules, rankedFor(rules, asked(request) as Asked, bodyOf(request), server), request, server),
  };
}

function rankedFor({ top, wantsLogits }: HostedRules, asked: Asked, body: Body, server: DialectSettings) {
  const wanted = body[top];
  // Mixedbread's -1 and vLLM's 0 mean all; where they are refused they do not get here.
  const count = typeof wanted === "number" && wanted > 0 ? wanted : undefined;
  return ranked(asked, server, count, wantsLogits?.(body) ? "logit" : "probability");
}

function routeRefusal(
  rules: HostedRules,
  isRerank: Dialect["isRerank"],
  request: SeenRequest,
  server: DialectSettings,
): WireAnswer | undefined {
  if (isRerank(request, server.flags)) return undefined;
  const other = rules.otherRoute?.(request, server);
  if (other) return other;
  const known = isRerank({ method: "POST", path: request.path }, server.flags);
  if (!known) return refused(rules, { status: 404, text: "not found" });
  return refused(rules, { status: 405, text: "method not allowed" }, { allow: "POST" });
}

function keyRefusal(rules: HostedRules, request: SeenRequest, { apiKey }: DialectSettings): WireAnswer | undefined {
  if (apiKey === undefined) return undefined;
  if (rules.keyRefusal) return rules.keyRefusal(request, apiKey);
  const given = request.headers.authorization;
  if (given === `Bearer ${apiKey}`) return undefined;
  return refused(rules, { status: 401, text: given === undefined ? "no API key supplied" : "invalid API key" });
}

function bodyRefusal(rules: HostedRules, request: SeenRequest, { limits }: DialectSettings): Refusal | undefined {
  const { statuses, fields } = rules;
  const trouble = bodyTrouble(request);
  if (trouble !== undefined) return { status: request.complete ? statuses.body : 413, text: trouble };
  const wrong = fieldTrouble(bodyOf(request), fields);
  if (wrong) return { status: statuses[wrong.kind], text: wrong.text };
  const documents = bodyOf(request)[rules.documents];
  const count = Array.isArray(documents) ? documents.length : 1;
  if (count <= limits.maxDocuments) return undefined;
  return {
    status: statuses.invalid,
    text: `${rules.documents}: ${count} are more than the ${limits.maxDocuments} allowed`,
  };
}

/**
 * What is wrong with a body before its fields are looked at. None of it is published for hosted services; this is the
 * strict reading.
 */
function bodyTrouble(request: SeenRequest): string | undefined {
  if (!request.complete) return "the request body is too large";
  if (request.text.startsWith("\ufeff")) return "the body begins with a byte order mark";
  if (!saysJson(request)) return "content-type must be application/json";
  if (!request.utf8) return "the body is not UTF-8";
  if (request.fault?.kind.endsWith("surrogate")) return "the body holds an unpaired surrogate";
  if (request.fault) return "the body is not valid JSON";
  return isBody(request.json) ? undefined : "the body must be a JSON object";
}

function refusedFor(rules: HostedRules, refusal: Refusal | undefined): WireAnswer | undefined {
  return refusal && refused(rules, refusal);
}
