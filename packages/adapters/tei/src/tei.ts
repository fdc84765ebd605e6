import { defineReranker, type Reranker, type RerankerTraits } from "@secondpass/core";
import { checkCallOptions, createHttp, instructionIgnored, revisionOf } from "@secondpass/http";
import { askServer } from "./ask-server.ts";
import { readTeiFailure } from "./failure.ts";
import { createGate } from "./gate.ts";
import { createKnownServer, type KnownServer } from "./known-server.ts";
import { callRules, checkTeiOptions, type TeiCallOptions, type TeiOptions } from "./options.ts";
import { type Line, sendTexts } from "./send-texts.ts";
import { type TeiSettings, teiBody } from "./tei-wire.ts";

/**
 * A reranker by a text-embeddings-inference server, `POST /rerank`.
 *
 * Lists are split by what the server takes: 32 texts and 2,000,000 bytes a request until `warmup()` has asked it, and as it says
 * from then on. Texts that are too long are cut by the server, unless `truncate` is false.
 *
 * @throws RerankError `misconfigured` naming the option and what it may be.
 */
export function tei(options: TeiOptions): Reranker {
  const { url, ...given } = checkTeiOptions(options, false);
  const http = createHttp({
    ...given,
    provider: "tei",
    baseUrl: url,
    keyVariables: keyVariablesFor(url),
    readFailure: readTeiFailure,
  });
  const id = `tei:${placeOf(url)}`;
  const server = createKnownServer(given.maxDocuments);
  let traits = traitsOf(given, server);
  let lessons = server.lessons;
  const line: Line = { http, server, gate: createGate(() => server.permits ?? Number.POSITIVE_INFINITY) };
  return defineReranker({
    id,
    get traits() {
      if (lessons !== server.lessons) {
        traits = traitsOf(given, server);
        lessons = server.lessons;
      }
      return traits;
    },
    async score(request, context) {
      const call = checkCallOptions<TeiCallOptions>(context, { provider: "tei", rules: callRules });
      const settings = settingsOf({ ...given, ...call });
      const { scores, ...usage } = await sendTexts(line, request.query, request.documents, settings, context);
      return { scores, usage, revision: revisionFor(settings, server), warnings: instructionIgnored(request, id) };
    },
    async warmup(context) {
      const info = await askServer(http, context);
      server.learn(info);
      if (info) return;
      // Where the server may not be asked, one word shows that it is there, takes the key and reranks.
      await sendTexts(line, "a", ["a"], settingsOf(given), context);
    },
    close: () => http.close(),
  });
}

function traitsOf(options: Omit<TeiOptions, "url">, server: KnownServer): RerankerTraits {
  const settings = settingsOf(options);
  const { scoreScale = settings.rawScores ? "logit" : "probability", maxBytes = usualPayloadLimit } = options;
  // What surrounds the texts in a request; core counts the texts themselves as JSON.
  const frame = Buffer.byteLength(teiBody("", [], settings));
  return {
    scoreScale,
    pointwise: true,
    limits: {
      maxDocuments: server.maxTexts,
      maxBytes: maxBytes - frame,
      ...(settings.truncate ? {} : { maxTokensPerPair: server.maxTokens }),
    },
    revision: revisionFor(settings, server),
  };
}

/** TEI's `--payload-limit`. Beyond it the connection is closed while the request is still being written. */
const usualPayloadLimit = 2_000_000;

function settingsOf({ truncate = true, truncationDirection, rawScores = false }: Omit<TeiOptions, "url">): TeiSettings {
  return { truncate, truncationDirection, rawScores };
}

function revisionFor(
  { truncate, truncationDirection = "right", rawScores }: TeiSettings,
  { model }: KnownServer,
): string {
  return revisionOf({ dialect: "tei", truncate, truncationDirection, rawScores, model });
}

/** A token for everything at Hugging Face goes to their own endpoints alone, not to whatever server is asked. */
function keyVariablesFor(url: string): readonly string[] {
  const isTheirs = URL.canParse(url) && new URL(url).hostname.endsWith(".huggingface.cloud");
  return isTheirs ? ["TEI_API_KEY", "HF_TOKEN"] : ["TEI_API_KEY"];
}

/** "host:port", and the path where there is one: behind a gateway it is what tells one server from the other. */
function placeOf(url: string): string {
  const { hostname, port, protocol, pathname } = new URL(url);
  return `${hostname}:${port || (protocol === "https:" ? "443" : "80")}${pathname.replace(/\/+$/, "")}`;
}
