import { once } from "node:events";
import type { AddressInfo, Server } from "node:net";
import type { TrafficLog } from "./traffic.ts";

/** The ports of one server. */
export interface Listeners {
  /** Listens on this port of the loopback interface, 0 for a free one, and says which. */
  start(server: Server, port?: number): Promise<number>;
  /** Stops all and ends their connections; the same promise any number of times. */
  close(): Promise<void>;
}

/** Listens on any number of ports, whose connections the log counts and ends. */
export function createListeners({ opened, endAll }: Pick<TrafficLog, "opened" | "endAll">): Listeners {
  const servers: Server[] = [];
  let closing: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    const stopped = servers.map((server) => new Promise((resolve) => server.close(resolve)));
    await endAll();
    await Promise.all(stopped);
  };
  return {
    async start(server, port = 0) {
      servers.push(server.on("connection", opened));
      server.listen(port, "127.0.0.1");
      await once(server, "listening");
      return (server.address() as AddressInfo).port;
    },
    close() {
      closing ??= stop();
      return closing;
    },
  };
}
