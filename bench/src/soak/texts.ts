import type { RerankRequest } from "@secondpass/core";
import { canary } from "./canary.ts";

/** The request of a call: every text carries the call's number, so that no two calls share any. */
export function requestOf(call: number, documents: number, topN?: number): RerankRequest {
  return {
    query: `${canary.query} call ${call}.`,
    documents: Array.from({ length: documents }, (_, at) => `${canary.document} ${call}/${at}`),
    ...(topN === undefined ? {} : { topN }),
  };
}

/** The number of the call that a request's body belongs to; undefined where it has none. */
export function callIn(body: string): number | undefined {
  const [, call] = / call (\d+)\./.exec(body) ?? [];
  return call === undefined ? undefined : Number(call);
}

/**
 * The score, in [0, 1), that a server gives a text: of every server and every key another one, so that it says whose answer it
 * is (FNV-1a of all three).
 */
export function scoreOf(server: string, key: string, text: string): number {
  let hash = 0x811c9dc5;
  for (const part of [server, key, text]) {
    for (let at = 0; at < part.length; at++) hash = Math.imul(hash ^ part.charCodeAt(at), 0x01000193);
    hash = Math.imul(hash ^ 0xff, 0x01000193);
  }
  return (hash >>> 0) / 2 ** 32;
}
