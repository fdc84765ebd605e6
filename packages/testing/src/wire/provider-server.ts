import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { answerer, type Behaviour } from "./answerer.ts";
import type { Dialect, SeenRequest } from "./dialect.ts";
import { type SettingsOptions, settingsOf } from "./settings.ts";

/** What `startProvider` takes beside a dialect. */
export interface ProviderServerOptions extends SettingsOptions, Behaviour {}

/** A provider on loopback. */
export interface ProviderServer {
  /** "http://127.0.0.1:PORT", without a path. */
  readonly url: string;
  /** Rerank requests, in order of arrival, refused ones among them; probes and unknown paths are not. */
  readonly requests: readonly SeenRequest[];
  /** TCP connections accepted so far. */
  readonly connections: number;
  /** Stops listening and ends open sockets; any number of times. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Starts a server on a free port of 127.0.0.1 that speaks a provider's dialect by its published rules, validation
 * included: it refuses what the real one refuses, in the shape in which the real one says so.
 */
export async function startProvider(dialect: Dialect, options: ProviderServerOptions = {}): Promise<ProviderServer> {
  const requests: SeenRequest[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const answer = answerer(dialect, options, requests);
  const server = createServer((incoming, response) => void answer(incoming, response));
  server.on("connection", (socket) => {
    connections++;
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  // The buffer, where Node has one, would keep idle connections a second longer than the real server does.
  const { keepAliveMs } = settingsOf(dialect, options).limits;
  Object.assign(server, { keepAliveTimeout: keepAliveMs, keepAliveTimeoutBuffer: 0 });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  const close = closer(server, sockets);
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    get connections() {
      return connections;
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

function closer(server: Server, sockets: ReadonlySet<Socket>): () => Promise<void> {
  let closed: Promise<void> | undefined;
  return () => {
    closed ??= new Promise((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
    return closed;
  };
}
