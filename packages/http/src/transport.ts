import { Client, type Dispatcher, Pool } from "undici";
import { createKeptConnections } from "./kept-connections.ts";

/** One HTTP request. */
interface RawRequest {
  readonly method: "GET" | "POST";
  /** On the origin, slash first. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Buffer | undefined;
  readonly signal: AbortSignal;
}

/** Sends requests to one origin. */
export interface Transport {
  /** Resolves once the headers of the answer are there. Redirects are answers like any other: none is followed. */
  send(request: RawRequest): Promise<Dispatcher.ResponseData>;
  /** Ends all connections, requests under way included. Any number of times. */
  close(): Promise<void>;
}

/** What a transport is made with. */
export interface TransportOptions {
  /** Requests at once; others wait for their turn. Default: as many as there are. */
  readonly connections?: number | undefined;
  /** Sends instead of our own connections, and stays open on `close`: it is the caller's. */
  readonly dispatcher?: Dispatcher | undefined;
}

/**
 * Time is the caller's signal alone: undici's own limits (five minutes) never apply. Idle connections are given up after 4 s,
 * since common servers end them after 5.
 */
const clientOptions: Client.Options = { headersTimeout: 0, bodyTimeout: 0, keepAliveTimeout: 4_000 };

/**
 * Makes a transport to an origin, with connections that are kept alive.
 *
 * A kept connection may have been ended by the server just when it is used again. Such a request, where no byte of an answer
 * has come, is sent once more at once, on a new connection.
 */
export function createTransport(origin: string, { connections, dispatcher }: TransportOptions = {}): Transport {
  const kept = createKeptConnections();
  const { connect } = kept;
  const pool = dispatcher
    ? undefined
    : new Pool(origin, { ...clientOptions, connect, connections: connections ?? null });
  const target: Dispatcher = dispatcher ?? (pool as Pool);
  return {
    async send(request) {
      const options = { origin, ...request } as Dispatcher.RequestOptions;
      try {
        return await target.request(options);
      } catch (error) {
        if (request.signal.aborted || !kept.hadServed(error)) throw error;
        return sendAfresh(origin, options);
      }
    },
    async close() {
      await pool?.destroy();
      kept.abandon();
    },
  };
}

/** On a connection of its own, which ends with the answer. */
async function sendAfresh(origin: string, options: Dispatcher.RequestOptions): Promise<Dispatcher.ResponseData> {
  const client = new Client(origin, clientOptions);
  const answer = client.request(options);
  client.close().catch(() => {});
  return answer;
}
