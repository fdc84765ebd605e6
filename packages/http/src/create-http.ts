import { isRerankError, type ScoreContext } from "@secondpass/core";
import type { Dispatcher } from "undici";
import { type ApiKey, resolveApiKey } from "./api-key.ts";
import { checkHeaders } from "./call-headers.ts";
import { startDeadline } from "./deadline.ts";
import { assertKeyIsSafe, parseEndpoint } from "./endpoint.ts";
import type { FailureReader } from "./failure.ts";
import { toJson } from "./json-body.ts";
import { type Answer, mostOfAnError, parseAnswer, readAnswer } from "./read-answer.ts";
import { createTransport } from "./transport.ts";
import { transportError } from "./transport-error.ts";

/** What an adapter says of its backend. */
export interface HttpOptions {
  /** The provider's name, for messages: "jina". */
  readonly provider: string;
  /** With or without a slash at its end, e.g. "https://api.jina.ai/v1". */
  readonly baseUrl: string;
  /** A key, or a function that gives one before each request; goes before the environment. */
  readonly apiKey?: ApiKey | undefined;
  /** Environment variables that may hold the key, read before each request. */
  readonly keyVariables?: readonly string[] | undefined;
  /** Whether nothing goes without a key. Default false. */
  readonly keyRequired?: boolean | undefined;
  /** The header that carries the key. Default `authorization: Bearer KEY`. */
  readonly keyHeader?: ((key: string) => Readonly<Record<string, string>>) | undefined;
  /** Allows a key over http:// to public addresses. Default false. */
  readonly allowInsecure?: boolean | undefined;
  /** Sent with every request; a call's own go before them. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Requests at once; others wait for their turn. Default: as many as there are. */
  readonly connections?: number | undefined;
  /** Milliseconds for one request where the call's budget leaves more. Default 60,000. */
  readonly requestTimeoutMs?: number | undefined;
  /** undici's, for proxies and private certificates. It is the caller's: `close` leaves it open. */
  readonly dispatcher?: Dispatcher | undefined;
  /** Reads the provider's own errors where the status alone says too little. */
  readonly readFailure?: FailureReader | undefined;
}

/** One request to a backend. */
export interface HttpRequest {
  readonly method: "GET" | "POST";
  /** Below the base URL. */
  readonly path: string;
  /** Sent as JSON; half surrogate pairs in its texts become U+FFFD. A string is sent as it is. */
  readonly body?: unknown;
  /** Bytes of an answer at most, after decompression; default 8 MiB. See {@link answerLimit}. */
  readonly maxAnswerBytes?: number | undefined;
  /** Of this request only, by lower-case names. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Reads this request's failure in place of the reader of the options. */
  readonly readFailure?: FailureReader | undefined;
}

/** A JSON answer. */
export interface JsonAnswer {
  readonly json: unknown;
  /** By lower-case name; the first where there are several. */
  header(name: string): string | undefined;
}

/** Speaks with one backend for an adapter. */
export interface Http {
  /**
   * Sends a request and reads the JSON answer, within the call's budget. Redirects are not followed. A request on a kept
   * connection that had ended is sent again once.
   *
   * @throws RerankError by status, transport or content, without anything of request or answer in it; the call's reason where
   *   it was aborted.
   */
  json(request: HttpRequest, context: Pick<ScoreContext, "signal" | "headers">): Promise<JsonAnswer>;
  /** As `json`, but leaves the text as it is. */
  text(request: HttpRequest, context: Pick<ScoreContext, "signal" | "headers">): Promise<Answer>;
  /**
   * Looks for the key as each request does, and sends nothing: for warm-up.
   *
   * @throws RerankError `auth` where it is missing or cannot be sent; `misconfigured` where it would travel in the clear.
   */
  checkKey(): Promise<void>;
  /** Ends its connections, requests under way included. Any number of times. */
  close(): Promise<void>;
}

const defaultTimeoutMs = 60_000;
const mostAnswerBytes = 8 * 1024 * 1024;

/**
 * Makes what an adapter speaks with its backend through. No I/O happens before the first request.
 *
 * @throws RerankError `misconfigured` where the base URL will not do.
 */
export function createHttp(options: HttpOptions): Http {
  const { provider, requestTimeoutMs = defaultTimeoutMs } = options;
  const endpoint = parseEndpoint(options.baseUrl, provider);
  const transport = createTransport(endpoint.origin, options);
  const fixedHeaders = checkHeaders(options.headers, provider);

  const text: Http["text"] = async (request, context) => {
    const path = endpoint.pathOf(request.path);
    const headers = {
      ...headersOf(request, fixedHeaders),
      ...(await keyHeaders(options, endpoint)),
      ...checkHeaders(context.headers, provider),
    };
    const where = `${request.method} ${endpoint.origin}${path}`;
    const deadline = startDeadline(context.signal, requestTimeoutMs, provider, where);
    const maxBytes = request.maxAnswerBytes ?? mostAnswerBytes;
    const limitOf = (status: number): number => (status === 200 ? maxBytes : mostOfAnError);
    try {
      const raw = { method: request.method, path, headers, body: bodyOf(request.body) };
      const answer = await transport.send(raw, { deadline, limitOf });
      const readFailure = request.readFailure ?? options.readFailure;
      return await readAnswer(answer, { provider, where, readFailure, now: Date.now(), maxBytes });
    } catch (error) {
      if (context.signal.aborted) throw context.signal.reason;
      throw isRerankError(error) ? error : transportError(error, provider, where);
    } finally {
      deadline.dispose();
    }
  };

  return {
    text,
    async json(request, context) {
      const answer = await text(request, context);
      return { json: parseAnswer(answer, provider), header: answer.header };
    },
    async checkKey() {
      await keyHeaders(options, endpoint);
    },
    close: transport.close,
  };
}

function bodyOf(body: unknown): string | undefined {
  return typeof body === "string" || body === undefined ? body : toJson(body);
}

function headersOf({ body, headers }: HttpRequest, fixed: Readonly<Record<string, string>>): Record<string, string> {
  return {
    accept: "application/json",
    "accept-encoding": "identity",
    "user-agent": "secondpass",
    ...(body === undefined ? {} : { "content-type": "application/json" }),
    ...headers,
    ...fixed,
  };
}

async function keyHeaders(
  { provider, apiKey, keyVariables, keyRequired, keyHeader, allowInsecure }: HttpOptions,
  endpoint: ReturnType<typeof parseEndpoint>,
): Promise<Readonly<Record<string, string>>> {
  const variables = keyVariables ?? [];
  const key = await resolveApiKey({ provider, apiKey, variables, required: keyRequired ?? false });
  if (key === undefined) return {};
  if (!allowInsecure) assertKeyIsSafe(endpoint, provider);
  return keyHeader?.(key) ?? { authorization: `Bearer ${key}` };
}
