import { Agent as PlainAgent, type IncomingMessage, request as requestPlain } from "node:http";
import { Agent as SecureAgent, request as requestSecure } from "node:https";
import { defineReranker, isRerankError, type Reranker, type ScoreContext } from "@secondpass/core";
import type { HttpEndpoint, HttpSubject } from "../http-laws.ts";
import * as honest from "./honest-parts.ts";

/** One request on its way. */
export interface Sending {
  readonly url: URL;
  readonly headers: Record<string, string>;
  readonly body: string;
  readonly signal: AbortSignal | undefined;
  readonly agent: PlainAgent | SecureAgent | false;
  readonly ca: string | undefined;
  readonly method: string;
  readonly rejectUnauthorized: boolean;
}

/** Sends once; resolves with the head of the answer. */
export function sendOnce(sending: Sending): Promise<IncomingMessage> {
  const { url, body, ...options } = sending;
  const request = url.protocol === "https:" ? requestSecure : requestPlain;
  return new Promise((resolve, reject) => {
    const outgoing = request(url, options as object);
    outgoing.on("response", resolve);
    outgoing.on("error", (error) => reject(Object.assign(error, { reused: outgoing.reusedSocket })));
    outgoing.end(body);
  });
}

/** Sends again, on a connection of its own, where a kept one turned out to be dead. */
export async function send(sending: Sending): Promise<IncomingMessage> {
  try {
    return await sendOnce(sending);
  } catch (error) {
    const { reused, code } = error as { reused?: boolean; code?: string };
    if (!reused || !["ECONNRESET", "EPIPE"].includes(code ?? "") || sending.signal?.aborted) throw error;
    return sendOnce({ ...sending, agent: false });
  }
}

/** What the adapter consists of; a twin puts one careless part in place of an honest one. */
export const honestParts = {
  ...honest,
  send,
  method: "POST",
  rejectUnauthorized: true,
  signalOf: ({ signal }: ScoreContext): AbortSignal | undefined => signal,
  destroy: (agent: PlainAgent): void => agent.destroy(),
};
export type Parts = typeof honestParts;

/** A small adapter on node:http that does everything right. */
function adapter({ baseUrl, apiKey, ca }: HttpEndpoint, parts: Parts = honestParts): Reranker {
  parts.checkKey(apiKey);
  const url = parts.urlOf(baseUrl);
  const agent = new (url.protocol === "https:" ? SecureAgent : PlainAgent)({ keepAlive: true });
  const headers = parts.headersOf(apiKey);
  const { method, rejectUnauthorized } = parts;
  return defineReranker({
    id: "fixture:m",
    traits: { scoreScale: "probability", pointwise: true },
    async score(request, context) {
      const body = parts.bodyOf(request);
      try {
        const signal = parts.signalOf(context);
        const message = await parts.send({ url, headers, body, signal, agent, ca, method, rejectUnauthorized });
        return { scores: parts.rowsOf(await payloadOf(message, parts)) };
      } catch (error) {
        throw isRerankError(error) ? error : parts.transportError(error as Error);
      }
    },
    close: async () => parts.destroy(agent as PlainAgent),
  });
}

async function payloadOf(message: IncomingMessage, parts: Parts): Promise<unknown> {
  const status = message.statusCode ?? 0;
  if (status >= 300) {
    // What an error says is not needed: 1 KiB is read so that careless twins have something to quote.
    const text = await parts.readBody(message, 16 * 1024).catch(() => Buffer.from(""));
    throw parts.failure(status, parts.codeOf(status), message.headers, text.toString());
  }
  return parts.parse((await parts.readBody(message)).toString());
}

/** The adapter as a subject, with some parts replaced. */
export function subjectWith(replaced: Partial<Parts> = {}, around: (inner: Reranker) => Reranker = (inner) => inner): HttpSubject {
  return {
    create: (endpoint) => around(adapter(endpoint, { ...honestParts, ...replaced })),
    wire: {
      path: "/v1/rerank",
      payload: (rows) => ({
        id: "r-1",
        results: rows.map(({ index, score }) => ({ index, relevance_score: score })),
        meta: { billed: { units: 1 } },
      }),
      list: "results",
      score: "relevance_score",
      documentsOf: (json) => (json as { documents: string[] }).documents,
    },
    keyless: true,
    takesCa: true,
  };
}
