import { rerankError } from "@secondpass/core";
import type { CarelessAdapter } from "./careless-answers.ts";
import { honestParts, send, sendOnce, subjectWith } from "./honest-adapter.ts";
import { replace } from "./tamper.ts";

const { readBody, failure } = honestParts;
const errorLaw = "no error and no log holds key, query or documents, even where the server repeats them";
const unusableLaw = "a key or URL that cannot be sent is refused before use, without being quoted";
const staleLaw = "a kept connection that died is replaced by a fresh one, once, unseen by the caller";
const budgetLaw = "silence ends with the budget, as timeout, and the connection is let go";
const abortLaw = "an abort in mid-flight rejects with the caller's own reason, and the connection is let go";
const leftoverLaw = "after close no connection, timer or handle is left";

/** Agents whose adapter was closed. */
const closed = new WeakSet<object>();

/** Mistakes about connections, endings and secrets. */
export const carelessConnections: Readonly<Record<string, CarelessAdapter>> = {
  "calls a refused connection a server error": {
    breaks: "a refused connection is connection",
    subject: subjectWith({
      transportError: (error) =>
        error.code === "ECONNREFUSED" ? rerankError("server_error", "refused") : honestParts.transportError(error),
    }),
  },
  "takes a cut body for none": {
    breaksToo: ["broken HTTP is protocol, connection or malformed"],
    breaks: "a connection that ends too soon is connection, or malformed where a body was cut",
    subject: subjectWith({
      readBody: (message, limit) =>
        readBody(message, limit).catch((error) => {
          if (error.code === "ECONNRESET" && message.headers["transfer-encoding"]) throw new Error("cut");
          throw error;
        }),
    }),
  },
  "accepts any certificate": {
    breaks: "a secure connection that cannot be trusted is tls",
    subject: subjectWith({ rejectUnauthorized: false }),
  },
  "knows no stale connections": { breaks: staleLaw, subject: subjectWith({ send: sendOnce }) },
  "tries a second stale connection": {
    breaks: staleLaw,
    subject: subjectWith({
      send: (sending) =>
        sendOnce(sending).catch((error) => {
          // What close itself has cut off is not sent again: that is another mistake.
          if (!error.reused || error.code !== "ECONNRESET" || closed.has(sending.agent as object)) throw error;
          return sendOnce(sending);
        }),
      destroy(agent) {
        closed.add(agent);
        agent.destroy();
      },
    }),
  },
  "does not pass the signal on": {
    breaksToo: [abortLaw],
    breaks: budgetLaw,
    subject: subjectWith({ signalOf: () => undefined }),
  },
  "heeds the signal until the headers are there": {
    breaksToo: [budgetLaw],
    breaks: abortLaw,
    subject: subjectWith({
      async send(sending) {
        const controller = new AbortController();
        const onAbort = (): void => controller.abort();
        sending.signal?.addEventListener("abort", onAbort);
        try {
          return await send({ ...sending, signal: controller.signal });
        } finally {
          sending.signal?.removeEventListener("abort", onAbort);
        }
      },
    }),
  },
  "leaves listeners on the caller's signal": {
    breaks: "no listener stays on the caller's signal, however calls end",
    subject: subjectWith({}, (inner) =>
      replace(inner, {
        async rerank(request, options) {
          const onAbort = (): void => {};
          options?.signal?.addEventListener("abort", onAbort);
          const response = await inner.rerank(request, options);
          options?.signal?.removeEventListener("abort", onAbort);
          return response;
        },
      }),
    ),
  },
  "keeps its connections": {
    breaks: leftoverLaw,
    subject: subjectWith({ destroy: () => {} }),
  },
  "leaves a timer": {
    breaks: leftoverLaw,
    subject: subjectWith({
      async send(sending) {
        const timer = setTimeout(() => {}, 20_000);
        const message = await send(sending);
        clearTimeout(timer);
        return message;
      },
    }),
  },
  "quotes the error body": {
    breaks: errorLaw,
    subject: subjectWith({
      failure: (status, code, headers, text) =>
        rerankError(code, `the service said ${text}`, { ...(failure(status, code, headers, text) as object), status }),
    }),
  },
  "quotes the body in a cause": {
    breaks: errorLaw,
    subject: subjectWith({
      parse(text) {
        try {
          return JSON.parse(text);
        } catch {
          throw rerankError("malformed", "no JSON", { cause: new Error(text) });
        }
      },
    }),
  },
  "takes the request's id as it comes": {
    breaks: errorLaw,
    subject: subjectWith({
      failure: (status, code, headers, text) =>
        rerankError(code, "failed", {
          ...(failure(status, code, headers, text) as object),
          requestId: headers["x-request-id"] as string,
        }),
    }),
  },
  "logs the answer": {
    breaks: errorLaw,
    subject: subjectWith({
      parse(text) {
        if (text.includes("canary")) console.warn("odd answer:", text);
        return honestParts.parse(text);
      },
    }),
  },
  "lets node:http check the key": {
    breaks: unusableLaw,
    subject: subjectWith({
      checkKey(key) {
        if (/[^\x20-\x7e]/.test(key)) throw new TypeError(`invalid key ${key}`);
      },
    }),
  },
  "sends the password of the URL": {
    breaks: unusableLaw,
    subject: subjectWith({ urlOf: (baseUrl) => new URL(`${baseUrl.replace(/\/+$/, "")}/v1/rerank`) }),
  },
};

