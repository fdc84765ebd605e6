import { Client, type Dispatcher, Pool } from "undici";
import { type ExchangeRules, exchange, type RawAnswer, type RawRequest } from "./exchange.ts";
import { createKeptConnections } from "./kept-connections.ts";

/** Sends requests to one origin. */
export interface Transport {
  /** Resolves with the whole answer, whatever its status. Redirects are answers like any other: none is followed. */
  send(request: RawRequest, rules: ExchangeRules): Promise<RawAnswer>;
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

/** Time is the deadline's affair: undici's own limits (five minutes) never apply. */
const noLimits = { headersTimeout: 0, bodyTimeout: 0 } as const;

/** Idle connections are given up after 4 s, since common servers end them after 5. */
const clientOptions: Client.Options = { ...noLimits, keepAliveTimeout: 4_000 };

/**
 * Makes a transport to an origin, with connections that are kept alive.
 *
 * A kept connection may have been ended by the server just when it is used again. Such a request is sent once more at once, on
 * a new connection. Not so where an answer had begun: then the server is unwell, and trying again is for a retry budget to allow.
 */
export function createTransport(origin: string, { connections, dispatcher }: TransportOptions = {}): Transport {
  const kept = createKeptConnections();
  const { connect } = kept;
  const pool = dispatcher
    ? undefined
    : new Pool(origin, { ...clientOptions, connect, connections: connections ?? null });
  const target: Dispatcher = dispatcher ?? (pool as Pool);
  return {
    async send(request, rules) {
      const options: Dispatcher.DispatchOptions = { origin, ...noLimits, ...request, body: request.body ?? null };
      let began = false;
      const onAnswer = (): void => {
        began = true;
      };
      try {
        return await exchange(target, options, { ...rules, onAnswer });
      } catch (error) {
        if (began || rules.deadline.hasEnded() || !kept.hadServed(error)) throw error;
        return sendAfresh(origin, options, rules);
      }
    },
    async close() {
      await pool?.destroy();
      kept.abandon();
    },
  };
}

/** On a connection of its own, which ends with the answer. */
async function sendAfresh(
  origin: string,
  options: Dispatcher.DispatchOptions,
  rules: ExchangeRules,
): Promise<RawAnswer> {
  const client = new Client(origin, clientOptions);
  try {
    return await exchange(client, options, rules);
  } finally {
    await client.destroy();
  }
}
