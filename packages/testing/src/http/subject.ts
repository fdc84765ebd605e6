import type { RerankErrorCode, Reranker } from "@secondpass/core";

/** Where an adapter's requests go. */
export interface HttpEndpoint {
  /** With or without a path, without a trailing slash unless a law is about one. */
  readonly baseUrl: string;
  /** Empty where none is to be sent, which happens only where the subject is `keyless`. */
  readonly apiKey: string;
  /** An authority to trust beside the usual ones, PEM; only where the subject `takesCa`. */
  readonly ca?: string | undefined;
}

/** How a provider's requests and answers are built. */
export interface HttpWire {
  /** The path of rerank requests behind the base URL, such as "/v2/rerank". */
  readonly path: string;
  /** The answer's payload for these rows, valid but for what `score` holds. */
  payload(rows: readonly { readonly index: number; readonly score: unknown }[]): unknown;
  /** The payload's member that holds the rows; undefined where the payload is the list itself. */
  readonly list: string | undefined;
  /** A row's member that holds its score; that of its index is "index". */
  readonly score: string;
  /** The documents of a request's body. */
  documentsOf(requestJson: unknown): readonly string[];
}

/** An HTTP adapter under test. */
export interface HttpSubject {
  /** A fresh reranker against this endpoint. */
  create(endpoint: HttpEndpoint): Reranker | Promise<Reranker>;
  readonly wire: HttpWire;
  /** Codes that differ from the common table, by the name of a fault or by status; say why beside each. */
  readonly codes?: Readonly<Record<string, RerankErrorCode>> | undefined;
  /** true: a key is optional. Default false. */
  readonly keyless?: boolean | undefined;
  /** true: `create` heeds the endpoint's `ca`, so that certificates are refused for their own faults. Default false. */
  readonly takesCa?: boolean | undefined;
  /**
   * How many mutated answers are tried. Default: what the environment's SECONDPASS_MUTATIONS says, else 20,000, which take
   * some seconds.
   */
  readonly mutations?: number | undefined;
  /** Seed of the first of them; a failure prints the seed that it met. Default 20261121. */
  readonly seed?: number | undefined;
}
