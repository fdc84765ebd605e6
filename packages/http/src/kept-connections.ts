import type { Socket } from "node:net";
import { buildConnector } from "undici";

/** Opens connections, and knows of a failed one whether it had served before. */
export interface KeptConnections {
  /** Opens connections for undici. */
  readonly connect: buildConnector.connector;
  /** Whether a request failed because a connection ended that had given answers before: it was kept, and the server let it go. */
  hadServed(error: unknown): boolean;
  /** Gives up connections that are being opened, which undici would wait for, 10 s long, after it was closed. */
  abandon(): void;
}

/** Watches the connections that it opens. */
export function createKeptConnections(): KeptConnections {
  const open = buildConnector({});
  const servedBefore = new WeakSet<object>();
  const opening = new Set<Socket>();
  return {
    connect(options, callback) {
      let pending: Socket | undefined;
      // It returns the socket, though its type does not say so.
      pending = open(options, (error, socket) => {
        if (pending) opening.delete(pending);
        if (error) return callback(error, null);
        // undici hands this very error to the request.
        socket.once("error", (ended) => {
          if (socket.bytesRead > 0) servedBefore.add(ended);
        });
        return callback(null, socket);
      }) as Socket | undefined;
      if (pending) opening.add(pending);
    },
    hadServed(error) {
      return typeof error === "object" && error !== null && (servedBefore.has(error) || bytesReadOf(error) > 0);
    },
    abandon() {
      for (const socket of opening) socket.destroy();
    },
  };
}

/** A connection that ended without an error of its own is told of by one of undici's, which says what came over it. */
function bytesReadOf(error: object): number {
  const { code, socket } = error as { code?: unknown; socket?: { bytesRead?: number } | null };
  return code === "UND_ERR_SOCKET" ? (socket?.bytesRead ?? 0) : 0;
}
