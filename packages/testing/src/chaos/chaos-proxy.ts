import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { seededRandom } from "../random.ts";
import { createLink, type Link } from "./link.ts";
import type { Direction, Toxic } from "./toxic.ts";

/** Where the proxy leads, and the seed of what it leaves to chance. */
export interface ChaosProxyOptions {
  readonly upstream: { readonly host: string; readonly port: number };
  /** Of toxicity, jitter and slices: the same connections in the same order meet the same. Default 1. */
  readonly seed?: number | undefined;
}

/** A TCP proxy on the loopback interface whose network can be made bad. */
export interface ChaosProxy {
  readonly host: string;
  readonly port: number;
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** How many connections were accepted. */
  readonly connections: number;
  /** How many of them are open now. */
  readonly openConnections: number;
  /**
   * Adds a toxic for open and for later connections, behind those that are there; returns its name.
   *
   * @throws RangeError where the name is taken.
   */
  add(toxic: Toxic): string;
  /** @throws RangeError where there is no toxic of this name. */
  remove(name: string): void;
  /** Removes all toxics. */
  clear(): void;
  /** Ends all connections and refuses new ones, as a server that is not there. */
  down(): Promise<void>;
  /** Listens again, on the same port. */
  up(): Promise<void>;
  /** `down`, for good; any number of times. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

interface Connection {
  readonly links: Readonly<Record<Direction, Link>>;
  end(reset: boolean): Promise<void>;
}

const host = "127.0.0.1";

/** Starts a proxy without toxics: it carries everything unchanged. */
export async function startChaosProxy({ upstream, seed = 1 }: ChaosProxyOptions): Promise<ChaosProxy> {
  const random = seededRandom(seed);
  const toxics = new Map<string, Toxic>();
  const open = new Set<Connection>();
  let connections = 0;

  const meet = (toxic: Toxic, { links }: Connection): void => {
    // Drawn in any case, so that one toxic's share does not shift another's draws.
    if (random() < (toxic.toxicity ?? 1)) links[toxic.stream ?? "downstream"].add(toxic);
  };
  const server = createServer({ allowHalfOpen: true }, (client) => {
    connections++;
    const connection = join(client, connect({ ...upstream, allowHalfOpen: true }), random, () =>
      open.delete(connection),
    );
    open.add(connection);
    for (const toxic of toxics.values()) meet(toxic, connection);
  });
  const port = await listen(server, 0);
  const remove = (name: string): void => {
    const toxic = toxics.get(name);
    if (!toxic) throw new RangeError(`there is no toxic "${name}"`);
    toxics.delete(name);
    for (const { links } of open) for (const link of Object.values(links)) link.remove(toxic);
  };
  const down = async (): Promise<void> => {
    const stopped = server.listening ? new Promise((resolve) => server.close(resolve)) : undefined;
    await Promise.all([...open].map((connection) => connection.end(false)));
    await stopped;
  };

  return {
    host,
    port,
    url: `http://${host}:${port}`,
    get connections() {
      return connections;
    },
    get openConnections() {
      return open.size;
    },
    add(toxic) {
      const name = toxic.name ?? `${toxic.type}_${toxic.stream ?? "downstream"}`;
      if (toxics.has(name)) throw new RangeError(`there is a toxic "${name}" already`);
      const own = { ...toxic };
      toxics.set(name, own);
      for (const connection of open) meet(own, connection);
      return name;
    },
    remove,
    clear: () => [...toxics.keys()].forEach(remove),
    down,
    async up() {
      if (!server.listening) await listen(server, port);
    },
    close: down,
    [Symbol.asyncDispose]: down,
  };
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, host);
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

/** Joins a client with the server behind, both ways. */
function join(client: Socket, server: Socket, random: () => number, onEnd: () => void): Connection {
  const sockets = [client, server] as const;
  const closed = Promise.all(
    sockets.map((socket) => new Promise<void>((resolve) => socket.once("close", () => resolve()))),
  );
  const end = async (reset: boolean): Promise<void> => {
    for (const link of Object.values(links)) link.stop();
    for (const socket of sockets) reset ? socket.resetAndDestroy() : socket.destroy();
    await closed;
  };
  const endBoth = (reset: boolean): void => void end(reset);
  const links = {
    upstream: createLink({ from: client, to: server, random, endBoth }),
    downstream: createLink({ from: server, to: client, random, endBoth }),
  };
  for (const socket of sockets) {
    socket.setNoDelay(true);
    // One side's failure is the other's reset: a proxy has nobody to tell.
    socket.on("error", () => endBoth(true));
  }
  void closed.then(onEnd);
  return { links, end };
}
