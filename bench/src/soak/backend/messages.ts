import type { DialectName } from "./dialects.ts";

/** Weights of faults by their names; "good" is the right answer. */
export type Mix = Readonly<Record<string, number>>;

/** How a backend is started. */
export interface BackendSettings {
  /** Its scores are its own. */
  readonly name: string;
  readonly seed: number;
  readonly mix: Mix;
  /** Default TEI's. */
  readonly dialect?: DialectName | undefined;
  /** Where it listens; undefined for a free port. */
  readonly port?: number | undefined;
  /** Where redirects point. */
  readonly redirectTo?: string | undefined;
  /** Whether it speaks TLS too. */
  readonly tls?: boolean | undefined;
}

/** What a backend is told, and answers under the same number. */
export type BackendOrder =
  /** Plays this from now on; with a key for requests that carry it alone. */
  { readonly type: "play"; readonly mix: Mix; readonly key?: string | undefined } | { readonly type: "look" };

/** Where a backend is, once it listens. */
export interface BackendPlace {
  readonly url: string;
  readonly httpsUrl: string | undefined;
  /** PEM, of the authority behind the good certificate. */
  readonly ca: string | undefined;
  /** URLs by the names of faults of TLS. */
  readonly secureUrls: Readonly<Record<string, string>>;
}

/** What a backend saw so far. */
export interface BackendView {
  /** Rerank requests in order of arrival: the call that each belongs to, and the fault that it met, by its place in `faults`. */
  readonly calls: Uint32Array;
  readonly met: Uint16Array;
  readonly faults: readonly string[];
  /** Connections that it accepted, those of them that are open, and those of the open ones that carried a request. */
  readonly connections: number;
  readonly openConnections: number;
  readonly usedConnections: number;
  /** Requests of any kind, also those that came over TLS. */
  readonly requests: number;
  /** Late answers whose client had ended the connection by then. */
  readonly gone: number;
  /** Processor time that it took, in milliseconds. */
  readonly cpuMs: number;
  /** What kept it from playing a fault. */
  readonly problems: readonly string[];
}
