import {
  defineReranker,
  type Limits,
  type Reranker,
  type RerankRequest,
  type ScoreContext,
  type Scored,
} from "@secondpass/core";
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
import { askInParts } from "./ask-in-parts.ts";
import { readFailure } from "./failure.ts";
import { loadSdk } from "./load-sdk.ts";
import { defaultModel, modelOf } from "./models.ts";
import {
  callRules,
  checkVoyageOptions,
  hosts,
  keyVariables,
  provider,
  type VoyageCallOptions,
  type VoyageOptions,
} from "./options.ts";
import { checkAnswer, requestOf, scoredOf } from "./voyage-wire.ts";

/**
 * A reranker that asks Voyage (`POST /v1/rerank`), through Voyage's SDK. Constructing reads nothing and sends nothing; the SDK
 * is loaded by `warmup()` or the first call. `warmup()` looks for the key and makes no request, since Voyage bills each.
 *
 * The scale of the scores is not documented, hence `unknown`. An instruction is put before the query for models that follow
 * one; others ignore it with a warning.
 *
 * @throws RerankError `misconfigured` naming the option that will not do.
 */
export function voyage(options: VoyageOptions = {}): Reranker {
  const given = checkVoyageOptions(options, false);
  const { model = defaultModel, host = "voyage", baseUrl = hosts[host], scoreScale = "unknown" } = given;
  const http = createHttp({ ...given, provider, baseUrl, keyVariables, keyRequired: true, readFailure });
  const id = `${provider}:${model}`;
  return defineReranker({
    id,
    traits: { scoreScale, pointwise: true, limits: limitsOf(model, given), revision: revision(model, given) },
    async score(request, context) {
      const call = checkCallOptions<VoyageCallOptions>(context, { provider, rules: callRules });
      const fields = { ...given, truncation: call.truncation ?? given.truncation };
      const follows = modelOf(model).instructions;
      const asked = follows ? request : { ...request, instruction: undefined };
      const scored = await askFor({ http, model, fields }, asked, context);
      const warnings = follows ? [] : instructionIgnored(request, id);
      return { ...scored, revision: revision(model, fields), warnings };
    },
    async warmup() {
      await http.checkKey();
      await loadSdk();
    },
    close: () => http.close(),
  });
}

/** One reranker, one call's options. */
interface Asker {
  readonly http: Http;
  readonly model: string;
  readonly fields: VoyageOptions;
}

async function askFor(asker: Asker, request: RerankRequest, context: ScoreContext): Promise<Scored> {
  const ask = (documents: readonly string[]): Promise<Scored> => askOnce(asker, { ...request, documents }, context);
  // Without truncation a single long text may be what is too large, and halves would not help.
  return asker.fields.truncation === false ? ask(request.documents) : askInParts(request.documents, ask);
}

async function askOnce({ http, model, fields }: Asker, request: RerankRequest, context: ScoreContext): Promise<Scored> {
  const { VoyageAIClient } = await loadSdk();
  const answer = await callSdk({
    http,
    provider,
    context,
    maxAnswerBytes: answerLimit({ documents: request.documents.length }),
    // A client for each call, because each call has a `fetch` of its own.
    send: (fetch) =>
      new VoyageAIClient({ apiKey: "ours", baseUrl: sdkBaseUrl, maxRetries: 0, fetch }).rerank(
        requestOf(model, request, fields),
      ),
    check: checkAnswer,
  });
  return scoredOf(answer, pricePerToken(model, fields));
}

/** Hosts of a geography cost a tenth more (https://www.mongodb.com/docs/voyageai/api-reference/overview). */
function pricePerToken(model: string, { host }: VoyageOptions): number | undefined {
  const { price } = modelOf(model);
  const uplift = host === "atlas-eu" || host === "atlas-us" ? 1.1 : 1;
  return price && (price.tokens * uplift) / 1_000_000;
}

/** Query and document over their limits are cut, unless that is switched off. */
function limitsOf(model: string, { truncation }: VoyageOptions): Limits {
  const { totalTokens, context } = modelOf(model);
  const limits = { maxDocuments: 1_000, maxTotalTokens: totalTokens };
  return truncation === false ? { ...limits, maxTokensPerPair: context } : limits;
}

/** What may change a score; where the API stands does not. */
function revision(model: string, { truncation = true }: VoyageCallOptions): string {
  return revisionOf([provider, model, truncation]);
}
