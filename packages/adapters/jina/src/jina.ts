import { defineReranker, type Reranker } from "@secondpass/core";
import { answerLimit, checkCallOptions, createHttp, instructionIgnored, revisionOf } from "@secondpass/http";
import { readJinaFailure } from "./failure.ts";
import { jinaBody, jinaScored } from "./jina-wire.ts";
import { defaultModel, modelOf } from "./models.ts";
import { checkJinaOptions, type JinaOptions } from "./options.ts";

/**
 * A reranker by Jina's API, `POST /v1/rerank`.
 *
 * The default model and its predecessor are listwise: they read the candidates of a list together, so lists are never split and
 * scores of two calls do not compare. The scale is "unknown", since Jina documents none; `scoreScale` says otherwise.
 *
 * @throws RerankError `misconfigured` naming the option and what it may be.
 */
export function jina(options: JinaOptions = {}): Reranker {
  const { model = defaultModel, scoreScale = "unknown", ...transport } = checkJinaOptions(options, false);
  const id = `jina:${model}`;
  const http = createHttp({
    ...transport,
    provider: "jina",
    baseUrl: transport.baseUrl ?? "https://api.jina.ai/v1",
    connections: transport.connections ?? freeTierRequests,
    keyVariables: ["JINA_API_KEY"],
    keyRequired: true,
    readFailure: readJinaFailure,
  });
  return defineReranker({
    id,
    traits: {
      scoreScale,
      pointwise: modelOf(model)?.pointwise ?? false,
      revision: revisionOf({ dialect: "jina", model }),
    },
    async score(request, context) {
      checkCallOptions(context, { provider: "jina", rules: {} });
      const body = jinaBody(model, request);
      // Should documents come back all the same, there is room for them.
      const maxAnswerBytes = answerLimit({ documents: request.documents.length, echoed: body.length });
      const { json } = await http.json({ method: "POST", path: "rerank", body, maxAnswerBytes }, context);
      return { ...jinaScored(json), warnings: instructionIgnored(request, id) };
    },
    warmup: () => http.checkKey(),
    close: () => http.close(),
  });
}

/** At once, by Jina's table of rate limits. */
const freeTierRequests = 5;
