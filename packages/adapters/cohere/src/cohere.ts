import { defineReranker, type Reranker, type RerankRequest, type ScoreContext, type Scored } from "@secondpass/core";
import {
  answerLimit,
  callSdk,
  checkCallOptions,
  createHttp,
  type Http,
  instructionIgnored,
  revisionOf,
  sdkBaseUrl,
} from "@secondpass/http";
import { checkAnswer, requestOf, scoredOf } from "./cohere-wire.ts";
import { readFailure } from "./failure.ts";
import { loadSdk } from "./load-sdk.ts";
import { defaultModel } from "./models.ts";
import {
  type CohereCallOptions,
  type CohereOptions,
  callRules,
  checkCohereOptions,
  keyVariables,
  provider,
} from "./options.ts";

/**
 * A reranker that asks Cohere (`POST /v2/rerank`), through Cohere's SDK. Constructing reads nothing and sends nothing; the SDK
 * is loaded by `warmup()` or the first call. `warmup()` looks for the key and makes no request, since Cohere bills each.
 *
 * Scores are probabilities, by Cohere's documentation. Long documents are cut at `maxTokensPerDoc`, without a word from Cohere.
 *
 * @throws RerankError `misconfigured` naming the option that will not do.
 */
export function cohere(options: CohereOptions = {}): Reranker {
  const given = checkCohereOptions(options, false);
  const { model = defaultModel, maxDocuments = 1_000, scoreScale = "probability" } = given;
  const http = createHttp({
    ...given,
    provider,
    baseUrl: baseUrlOf(given),
    keyVariables,
    keyRequired: true,
    readFailure,
  });
  const id = `${provider}:${model}`;
  return defineReranker({
    id,
    traits: { scoreScale, pointwise: true, limits: { maxDocuments }, revision: revision(model, given) },
    async score(request, context) {
      const fields = fieldsOf(given, checkCallOptions<CohereCallOptions>(context, { provider, rules: callRules }));
      const scored = await ask(http, model, fields, request, context);
      return { ...scored, revision: revision(model, fields), warnings: instructionIgnored(request, id) };
    },
    async warmup() {
      await http.checkKey();
      await loadSdk();
    },
    close: () => http.close(),
  });
}

/** The SDK adds the version itself. */
function baseUrlOf({ baseUrl = "https://api.cohere.com" }: CohereOptions): string {
  return baseUrl.replace(/\/+$/, "").replace(/\/v2$/, "");
}

/** A call's own options go before the reranker's. */
function fieldsOf(given: CohereOptions, call: CohereCallOptions): CohereCallOptions {
  return {
    maxTokensPerDoc: call.maxTokensPerDoc ?? given.maxTokensPerDoc,
    priority: call.priority ?? given.priority,
  };
}

/** What may change a score: who sheds load and where the API stands does not. */
function revision(model: string, { maxTokensPerDoc }: CohereCallOptions): string {
  return revisionOf([provider, model, maxTokensPerDoc ?? "default"]);
}

async function ask(
  http: Http,
  model: string,
  fields: CohereCallOptions,
  request: RerankRequest,
  context: ScoreContext,
): Promise<Scored> {
  const { CohereClientV2 } = await loadSdk();
  const answer = await callSdk({
    http,
    provider,
    context,
    maxAnswerBytes: answerLimit({ documents: request.documents.length }),
    // A client for each call, because each call has a `fetch` of its own.
    send: (fetch) =>
      new CohereClientV2({ token: "ours", baseUrl: sdkBaseUrl, maxRetries: 0, fetch }).rerank(
        requestOf(model, request, fields),
      ),
    check: checkAnswer,
  });
  return scoredOf(answer, model);
}
