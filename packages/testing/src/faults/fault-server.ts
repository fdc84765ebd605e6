import { createServer, type Socket } from "node:net";
import { type Catalogue, createCatalogue } from "./catalogue.ts";
import { makeCredentials } from "./credentials.ts";
import type { Fault, RowsAccess } from "./fault.ts";
import { createListeners, type Listeners } from "./listeners.ts";
import { readRequests } from "./read-requests.ts";
import type { Schedule } from "./schedule.ts";
import { listenWith } from "./tls-faults.ts";
import { createTrafficLog, type Traffic } from "./traffic.ts";
import { send } from "./write.ts";

/** How the server answers, and what it plays. */
export interface FaultServerOptions {
  /** The right answer's payload for a request's body. Default: `{ results: [{ index, relevance_score }] }` for its `documents`. */
  readonly goodBody?: ((requestText: string) => unknown) | undefined;
  /** Where rows stand in it. Default as above. */
  readonly rows?: RowsAccess | undefined;
  /** What requests meet whose path names no fault. Default the right answer. */
  readonly schedule?: Schedule | undefined;
  /** Faults of one's own beside the known ones. */
  readonly faults?: readonly Fault[] | undefined;
  /** Where redirects point. Default this server. */
  readonly redirectTo?: string | undefined;
  /** Whether it listens for TLS too: a good port and one for each fault of TLS. Default false. */
  readonly tls?: boolean | undefined;
  /** So many requests are remembered, the latest. Default 10,000. */
  readonly remember?: number | undefined;
  /** Where it listens, so that a server may come back where one was killed. Default a free port. */
  readonly port?: number | undefined;
}

/** A server on the loopback interface that goes wrong on purpose. */
export interface FaultServer extends Traffic {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** `https://127.0.0.1:PORT` with a good certificate; with `tls` only. */
  readonly httpsUrl?: string | undefined;
  /** The authority behind that certificate, PEM; with `tls` only. */
  readonly ca?: string | undefined;
  /** What kept it from playing a fault; empty unless `goodBody` and `rows` do not fit together. */
  readonly problems: readonly string[];
  /**
   * The base URL under which every path meets the fault of this name ("good": the right answer).
   *
   * @throws RangeError where there is no such fault, or it needs `tls`.
   */
  urlOf(fault: string): string;
  /** Ends all connections and stops listening; any number of times. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

const defaultRows: RowsAccess = { list: "results", index: "index", score: "relevance_score" };

function defaultGoodBody(requestText: string): unknown {
  const { documents } = JSON.parse(requestText) as { documents: readonly unknown[] };
  return { results: documents.map((_, index) => ({ index, relevance_score: 1 / (index + 2) })) };
}

/**
 * Starts a server that plays faults: `POST /fault/<name>/…` meets the fault of that name, any other path the schedule's next
 * one. It writes to raw sockets, since most faults cannot be made with node:http.
 *
 * @throws RangeError where the schedule names an unknown fault; what listening fails with, such as a port that is taken.
 */
export async function startFaultServer(options: FaultServerOptions = {}): Promise<FaultServer> {
  const catalogue = createCatalogue(options.faults ?? [], options.schedule);
  const log = createTrafficLog(options.remember ?? 10_000);
  const listeners = createListeners(log);
  const problems: string[] = [];
  // Requests come only once the port is known.
  const play = player(options, log.received, problems, () => options.redirectTo ?? url);
  const serve = (socket: Socket): void => play(socket, catalogue.forPath);
  const url = `http://127.0.0.1:${await listeners.start(createServer(serve), options.port)}`;
  const secure = options.tls ? await startSecure(catalogue, listeners, play) : undefined;
  const own = {
    url,
    httpsUrl: secure?.url,
    ca: secure?.ca,
    problems,
    urlOf: (name: string) => secure?.urls.get(name) ?? url + catalogue.pathOf(name),
    close: listeners.close,
    [Symbol.asyncDispose]: listeners.close,
  };
  // Getters are copied as getters, so that the counts stay live.
  return Object.defineProperties(own, Object.getOwnPropertyDescriptors(log)) as typeof own & Traffic;
}

type Play = (socket: Socket, faultFor: (path: string) => Fault) => void;

/** What answers the requests of a connection. */
function player(
  { rows = defaultRows, goodBody = defaultGoodBody }: FaultServerOptions,
  received: ReturnType<typeof createTrafficLog>["received"],
  problems: string[],
  redirectTo: () => string,
): Play {
  return (socket, faultFor) => {
    let earlier = 0;
    // A secure connection has errors of its own beside those of the connection beneath.
    socket.on("error", () => {});
    readRequests(socket, (parsed) => {
      const fault = faultFor(parsed.path);
      const request = { ...parsed, fault: fault.name };
      received(request, socket);
      const good = (): unknown => goodBody(parsed.body.toString());
      const exchange = { socket, request, good, rows, redirectTo: redirectTo(), earlier: earlier++ };
      try {
        fault.play(exchange);
      } catch (error) {
        problems.push(`${fault.name}: ${error}`);
        send(exchange, { status: 500, body: JSON.stringify({ message: "the fault server failed" }) });
      }
    });
  };
}

async function startSecure({ secure, forPath }: Catalogue, listeners: Listeners, play: Play) {
  const credentials = makeCredentials();
  const sound = listenWith(({ valid }) => valid);
  const start = async (server: ReturnType<typeof sound>): Promise<string> =>
    `https://127.0.0.1:${await listeners.start(server)}`;
  const url = await start(sound((socket) => play(socket, forPath), credentials));
  const urls = new Map<string, string>();
  for (const fault of secure) {
    const server = fault.listen?.((socket) => play(socket, () => fault), credentials);
    if (server) urls.set(fault.name, await start(server));
  }
  return { url, urls, ca: credentials.ca };
}
