import type { ScoreContext } from "@secondpass/core";
import type { Http } from "./create-http.ts";
import { toJson } from "./json-body.ts";
import { parseAnswer } from "./read-answer.ts";

/** One call through a provider's SDK. */
export interface SdkCall<T> {
  /** Whose transport it goes by. */
  readonly http: Http;
  readonly provider: string;
  readonly context: Pick<ScoreContext, "signal" | "headers">;
  /** As in a request of {@link Http}. */
  readonly maxAnswerBytes: number;
  /** Calls the SDK, which must send by this `fetch`, once, to {@link sdkBaseUrl}, without retries and with any key. */
  readonly send: (fetch: typeof globalThis.fetch) => Promise<T>;
  /**
   * Looks at the answer before the SDK does; throws where it will not do. The SDK gets to see what it returns, so that nothing
   * else of the answer is passed on, or printed as a warning.
   */
  readonly check: (json: unknown) => unknown;
}

/** The base URL that an SDK is given: its `fetch` puts the real one in its place. */
export const sdkBaseUrl = "http://sdk.invalid";

/**
 * Lets a provider's SDK make the request and read the answer, and does the sending itself: connections, deadlines, limits, keys
 * and errors are ours. The SDK gets a whole answer or a failed status, so that none of its timers, listeners or retries is
 * ever left behind; what went wrong is thrown as our transport saw it.
 *
 * @throws as {@link Http}.
 */
export async function callSdk<T>({ http, provider, context, maxAnswerBytes, send, check }: SdkCall<T>): Promise<T> {
  const failures: unknown[] = [];
  const fetch = async (url: Parameters<typeof globalThis.fetch>[0], init: RequestInit = {}): Promise<Response> => {
    try {
      const path = new URL(url instanceof Request ? url.url : url).pathname;
      const request = {
        method: "POST",
        path,
        body: wellFormed(String(init.body)),
        headers: own(init.headers),
        maxAnswerBytes,
      } as const;
      const answer = await http.text(request, context);
      return Response.json(check(parseAnswer(answer, provider)));
    } catch (error) {
      failures.push(error);
      return new Response(null, { status: 599 });
    }
  };
  const [sent] = await Promise.allSettled([send(fetch)]);
  if (failures.length > 0) throw failures[0];
  if (sent.status === "rejected") throw sent.reason;
  return sent.value;
}

/** SDKs send half surrogate pairs as escapes. */
function wellFormed(body: string): string {
  return body.includes("\\ud") ? toJson(JSON.parse(body)) : body;
}

/** The SDK's headers, but for the key, which is ours to set. */
function own(headers: RequestInit["headers"]): Record<string, string> {
  const all = Object.fromEntries(new Headers(headers));
  delete all.authorization;
  return all;
}
