import type { IncomingMessage, ServerResponse } from "node:http";
import { refused } from "./answers.ts";
import type { Dialect, SeenRequest, WireAnswer } from "./dialect.ts";
import { readRequest } from "./read-request.ts";
import { type SettingsOptions, settingsOf } from "./settings.ts";

/** How a server goes about rerank requests, right or wrong. */
export interface Behaviour {
  /** Never answers a rerank request; the socket stays open. */
  readonly hang?: boolean | undefined;
  /** Fails every rerank request, valid or not, with this status, saying `text` in the provider's own error shape. */
  readonly fail?:
    | {
        readonly status: number;
        readonly text: string;
        readonly headers?: Readonly<Record<string, string>> | undefined;
      }
    | undefined;
  /**
   * Waits before it answers a rerank request that it has accepted, or fails on cue, in milliseconds. Meanwhile its
   * texts count as under way, until the client goes away. Refusals come at once.
   */
  readonly delayMs?: number | undefined;
}

/** Answers whatever comes in by the dialect's rules, and notes rerank requests in `requests`. */
export function answerer(
  dialect: Dialect,
  options: SettingsOptions & Behaviour,
  requests: SeenRequest[],
): (incoming: IncomingMessage, response: ServerResponse) => Promise<void> {
  const busy = { requests: 0, texts: 0 };
  const settings = settingsOf(dialect, options, busy);
  const { hang, fail, delayMs = 0 } = options;

  async function rerank(request: SeenRequest, response: ServerResponse): Promise<void> {
    requests.push(request);
    if (hang) return;
    const answer = fail ? refused(dialect, fail, fail.headers) : dialect.respond(request, settings);
    const accepted = answer.status === 200;
    if (delayMs > 0 && (accepted || fail)) await hold(accepted ? request : undefined, response);
    send(response, answer, request);
  }

  async function hold(accepted: SeenRequest | undefined, response: ServerResponse): Promise<void> {
    const texts = (accepted && dialect.asked(accepted)?.documents.length) ?? 0;
    busy.requests += 1;
    busy.texts += texts;
    await pause(delayMs, response);
    busy.requests -= 1;
    busy.texts -= texts;
  }

  return async (incoming, response) => {
    const request = await readRequest(incoming, settings.limits.maxBodyBytes);
    if (!request) return;
    if (dialect.isRerank(request, settings.flags)) await rerank(request, response);
    else send(response, dialect.respond(request, settings), request);
  };
}

/** Ends early where the client goes away, so that no timer outlives it. */
function pause(ms: number, response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    response.once("close", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

function send(response: ServerResponse, { status, headers, body, ends }: WireAnswer, { complete }: SeenRequest): void {
  if (response.destroyed) return;
  // By the time that the answer is out, the response has let go of its socket.
  const { socket } = response;
  if (ends === "cut") response.once("finish", () => socket?.destroySoon());
  // Without this, Node would promise how long it keeps the connection, which no provider but one does.
  if (ends === "closed" || !complete) response.setHeader("connection", "close");
  else response.removeHeader("connection");
  response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body) });
  response.end(body);
}
