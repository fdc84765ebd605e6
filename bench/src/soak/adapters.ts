import { cohere } from "@secondpass/cohere";
import type { Reranker } from "@secondpass/core";
import { jina } from "@secondpass/jina";
import { type TeiOptions, tei } from "@secondpass/tei";
import { voyage } from "@secondpass/voyage";
import type { DialectName } from "./backend/dialects.ts";

/** Where an adapter's requests go. */
interface Endpoint {
  readonly url: string;
  readonly apiKey: string;
  readonly dispatcher: TeiOptions["dispatcher"];
}

/** The adapter that speaks a dialect. */
export const adapters: Readonly<Record<DialectName, (endpoint: Endpoint) => Reranker>> = {
  tei: (endpoint) => tei(endpoint),
  cohere: ({ url: baseUrl, ...more }) => cohere({ baseUrl, ...more }),
  jina: ({ url: baseUrl, ...more }) => jina({ baseUrl, ...more }),
  voyage: ({ url: baseUrl, ...more }) => voyage({ baseUrl, ...more }),
};
