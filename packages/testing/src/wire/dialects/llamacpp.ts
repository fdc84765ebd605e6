import { accepted, refused } from "../answers.ts";
import { type Body, bodyOf, isTexts, nothing } from "../body.ts";
import type {
  Asked,
  Dialect,
  DialectSettings,
  Refusal,
  Row,
  SeenRequest,
  ServerFlags,
  WireAnswer,
} from "../dialect.ts";
import { ranked } from "../rank.ts";
import { servedModels } from "../served-models.ts";
import { pairTokens, total } from "../tokens.ts";
import { llamacppJsonRefusal } from "./llamacpp-json.ts";
import { llamacppError, llamacppPaths, llamacppRoute, utf8Json } from "./llamacpp-routes.ts";

/** Special tokens of a pair, as it feeds BERT. */
const special = 4;

/**
 * llama.cpp's server, October 2026, `POST /rerank`, `/reranking` and both under `/v1`, as a real one answered on
 * 2026-11-21: scores are logits; the mere presence of `texts` turns the answer into TEI's list; `top_n` of 0 is none
 * and a negative one a 500; too long a pair is a 500 that never succeeds; the model's name is echoed whatever it is;
 * the content type is not looked at; errors close the connection.
 */
export const llamacpp: Dialect = {
  name: "llamacpp",
  path: "/v1/rerank",
  apiKeyRequired: false,
  limits: { maxTokens: 512, maxBodyBytes: 100 * 1024 * 1024, keepAliveMs: 5_000 },
  isRerank: ({ method, path }) => method === "POST" && llamacppPaths.includes(path),
  errorBody: llamacppError,
  asked(request) {
    const { query } = bodyOf(request);
    const documents = documentsOf(bodyOf(request));
    return typeof query === "string" && isTexts(documents) && documents.length > 0 ? { query, documents } : undefined;
  },
  payload: (rows: readonly Row[], request: SeenRequest, server?: DialectSettings) => {
    const body = bodyOf(request);
    const asked = llamacpp.asked(request) ?? nothing;
    if (Object.hasOwn(body, "texts")) return teiRows(rows, asked, body);
    const tokens = total(pairTokens(asked, server, special));
    return {
      model: typeof body.model === "string" ? body.model : servedModels(server?.flags ?? {})[0],
      object: "list",
      usage: { prompt_tokens: tokens, total_tokens: tokens },
      results: rows.map(({ index, score }) => ({ index, relevance_score: score })),
    };
  },
  respond(request, server) {
    const answer = llamacppRoute(request, server) ?? answered(request, server);
    const failed = answer.status >= 400;
    const kept = failed ? {} : { "keep-alive": "timeout=5, max=100" };
    const headers = {
      server: "llama.cpp",
      "access-control-allow-origin": request.headers.origin ?? "",
      ...answer.headers,
      ...kept,
    };
    return { ...answer, headers, ends: failed ? "closed" : undefined };
  },
};

function answered(request: SeenRequest, server: DialectSettings): WireAnswer {
  const body = bodyOf(request);
  const refusal =
    startRefusal(server.flags) ?? llamacppJsonRefusal(request) ?? fieldRefusal(body) ?? lengthRefusal(request, server);
  if (refusal) return refused(llamacpp, refusal);
  const rows = ranked(llamacpp.asked(request) as Asked, server, topOf(body), "logit");
  return accepted(llamacpp, rows, request, server, utf8Json);
}

function startRefusal({ reranking = true, modelType = "reranker" }: ServerFlags): Refusal | undefined {
  if (reranking && modelType === "reranker") return undefined;
  return { status: 501, text: "This server does not support reranking. Start it with `--reranking`" };
}

function fieldRefusal(body: Body): Refusal | undefined {
  if (!Object.hasOwn(body, "query")) return { status: 400, text: '"query" must be provided' };
  if (typeof body.query !== "string") return { status: 400, text: '"query" must be a string' };
  const documents = documentsOf(body);
  if (isTexts(documents) && documents.length > 0) return undefined;
  return { status: 400, text: '"documents" must be a non-empty string array' };
}

function lengthRefusal(request: SeenRequest, server: DialectSettings): Refusal | undefined {
  const { maxTokens } = server.limits;
  const long = pairTokens(llamacpp.asked(request) as Asked, server, special).find((tokens) => tokens > maxTokens);
  if (long !== undefined) {
    const remedy = `increase the physical batch size (current batch size: ${maxTokens})`;
    return { status: 500, text: `input (${long} tokens) is too large to process. ${remedy}` };
  }
  return (topOf(bodyOf(request)) ?? 0) < 0 ? { status: 500, text: "vector::_M_default_append" } : undefined;
}

function documentsOf(body: Body): unknown {
  return body.documents ?? body.texts;
}

/** A fraction is cut off; what is no number is as if it were not there. */
function topOf({ top_n }: Body): number | undefined {
  return typeof top_n === "number" ? Math.trunc(top_n) : undefined;
}

function teiRows(rows: readonly Row[], { documents }: Asked, { return_text }: Body): readonly object[] {
  const text = (index: number) => (return_text === true ? { text: documents[index] } : {});
  return rows.map(({ index, score }) => ({ index, score, ...text(index) }));
}
