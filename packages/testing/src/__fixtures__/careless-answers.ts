import { rerankError } from "@secondpass/core";
import type { HttpSubject } from "../http-laws.ts";
import { honestParts, send, subjectWith } from "./honest-adapter.ts";

/** An adapter with one mistake, and the law that is meant for it. */
export interface CarelessAdapter {
  readonly breaks: string;
  /** Laws that cannot but break along with it. */
  readonly breaksToo?: readonly string[] | undefined;
  readonly subject: HttpSubject;
}

const { headersOf, readBody, rowsOf, codeOf, failure } = honestParts;
const baseUrlLaw = "the base URL keeps its path, and a slash at its end makes no difference";
const retryAfterLaw = "what Retry-After asks is told, between 0 and 60 seconds, or nothing";
const bodyLaw = "a body that does not answer is malformed";
const sizeLaw = "an answer that is too large is response_too_large, and is not held in memory";

const withWait = (waitOf: (header: string | undefined) => number | undefined): HttpSubject =>
  subjectWith({
    failure: (status, code, headers) =>
      rerankError(code, `status ${status}`, { status, retryAfterMs: waitOf(headers["retry-after"]) }),
  });

/** Mistakes about requests, statuses and answers, by what they do. */
export const carelessAnswers: Readonly<Record<string, CarelessAdapter>> = {
  "sends no content-type": {
    breaks: "a call is one POST of JSON to the provider's path, with the documents in order",
    subject: subjectWith({ headersOf: (key) => ({ ...headersOf(key), "content-type": "text/plain" }) }),
  },
  "sends the bare key": {
    breaks: "the key is sent as Bearer KEY, and nowhere else",
    subject: subjectWith({ headersOf: (key) => ({ ...headersOf(key), ...(key && { authorization: key }) }) }),
  },
  "sends the key twice": {
    breaks: "the key is sent as Bearer KEY, and nowhere else",
    subject: subjectWith({ headersOf: (key) => ({ ...headersOf(key), ...(key && { "x-api-key": key }) }) }),
  },
  "sends an empty key": {
    breaks: "without a key no authorization is sent",
    subject: subjectWith({ headersOf: (key) => ({ ...headersOf("none"), authorization: `Bearer ${key}` }) }),
  },
  "doubles the slash": {
    breaks: baseUrlLaw,
    subject: subjectWith({ urlOf: (baseUrl) => new URL(`${honestParts.urlOf(baseUrl) && baseUrl}/v1/rerank`) }),
  },
  "sends lone surrogates": {
    breaks: "lone surrogates are sent as U+FFFD",
    subject: subjectWith({ bodyOf: ({ query, documents }) => JSON.stringify({ query, documents }) }),
  },
  "takes 529 for a server error": {
    breaks: "every error status has its code, and the error tells it",
    subject: subjectWith({ codeOf: (status) => (status === 529 ? "server_error" : codeOf(status)) }),
  },
  "forgets the status": {
    breaks: "every error status has its code, and the error tells it",
    subject: subjectWith({
      failure: (status, code, headers, text) =>
        [408, 409].includes(status) ? rerankError(code, "it failed") : failure(status, code, headers, text),
    }),
  },
  "believes any Retry-After": { breaks: retryAfterLaw, subject: withWait((header) => header === undefined ? undefined : Number(header) * 1000) },
  "overlooks Retry-After": { breaks: retryAfterLaw, subject: withWait(() => undefined) },
  "follows redirects": {
    breaks: "a redirect is misconfigured, and nobody else hears of it",
    subject: subjectWith({
      async send(sending) {
        const message = await send(sending);
        const { location } = message.headers;
        const follows = (message.statusCode ?? 0) === 308 && location !== undefined;
        if (!follows) return message;
        message.resume();
        return send({ ...sending, url: new URL("/v1/rerank", location) });
      },
    }),
  },
  "tries again by itself": {
    breaks: "a failure is tried once: retries belong to a wrapper",
    subject: subjectWith({
      async send(sending) {
        const message = await send(sending);
        if (message.statusCode !== 503 || message.headers["retry-after"]) return message;
        message.resume();
        return send(sending);
      },
    }),
  },
  "does not unpack what it asked for": {
    breaks: "an answer that is odd but right is understood",
    subject: subjectWith({
      decoded: (message) => message,
      readBody: async (message, limit = 2 ** 20) => {
        const packed = message.headers["content-encoding"] === "gzip" && Number(message.headers["content-length"]) < 1000;
        if (!packed) return readBody(message, limit);
        message.resume();
        return Buffer.from("not unpacked");
      },
    }),
  },
  "trusts the order of rows": {
    breaks: "an answer that is odd but right is understood",
    subject: subjectWith({
      rowsOf: (payload) => {
        const rows = rowsOf(payload);
        const plain = rows.map(({ index }) => index).toSorted((a, b) => a - b);
        return plain.every((index, at) => index === at) ? rows.map((row, at) => ({ ...row, index: at })) : rows;
      },
    }),
  },
  "takes null for 0": {
    breaks: bodyLaw,
    subject: subjectWith({
      rowsOf: (payload) => {
        const results = (payload as { results?: { relevance_score: unknown }[] } | null)?.results;
        for (const row of Array.isArray(results) ? results : []) if (row?.relevance_score === null) row.relevance_score = 0;
        return rowsOf(payload);
      },
    }),
  },
  "lets parse errors through": {
    breaks: bodyLaw,
    subject: subjectWith({ parse: (text) => (text === "OK" ? JSON.parse(text) : honestParts.parse(text)) }),
  },
  "lets the parser of HTTP through": {
    breaks: "broken HTTP is protocol, connection or malformed",
    subject: subjectWith({
      transportError: (error) => (error.code === "HPE_INVALID_CONSTANT" ? error : honestParts.transportError(error)),
    }),
  },
  "forgets the limit": {
    breaks: sizeLaw,
    subject: subjectWith({ readBody: (message) => readBody(message, Number.POSITIVE_INFINITY) }),
  },
  "reads it all before it looks": {
    breaks: sizeLaw,
    subject: subjectWith({
      async readBody(message, limit = 2 ** 20) {
        const all = await readBody(message, 63 * 2 ** 20);
        if (all.length > limit) throw rerankError("response_too_large", "too large");
        return all;
      },
    }),
  },
  "merges answers into its defaults": {
    breaks: "no answer reaches the prototype of objects",
    subject: subjectWith({
      rowsOf(payload) {
        const results = (payload as { results?: object[] } | null)?.results;
        const row = Array.isArray(results) ? results[0] : undefined;
        const own = row && Object.getOwnPropertyDescriptor(row, "__proto__")?.value;
        if (own && Object.hasOwn(own, "polluted")) Object.assign(Object.prototype, own);
        return rowsOf(payload);
      },
    }),
  },
  "reads on where it should not": {
    breaks: "whatever a mutated answer holds, it is an answer in shape or malformed",
    subject: subjectWith({
      rowsOf(payload) {
        const rows = rowsOf(payload);
        const { meta } = payload as { meta: { billed: { units: number } } };
        if (meta.billed.units.toFixed(2) === "") throw new Error("no units");
        return rows;
      },
    }),
  },
};
