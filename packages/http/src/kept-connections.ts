import { buildConnector } from "undici";

/** Knows of a failed connection whether it had served before. */
export interface KeptConnections {
  /** Opens connections for undici. */
  readonly connect: buildConnector.connector;
  /** Whether a request failed because a connection ended that had given answers before: it was kept, and the server let it go. */
  hadServed(error: unknown): boolean;
}

/** Watches the connections that it opens. */
export function createKeptConnections(): KeptConnections {
  const open = buildConnector({});
  const servedBefore = new WeakSet<object>();
  return {
    connect(options, callback) {
      open(options, (error, socket) => {
        if (error) return callback(error, null);
        // undici hands this very error to the request.
        socket.once("error", (ended) => {
          if (socket.bytesRead > 0) servedBefore.add(ended);
        });
        return callback(null, socket);
      });
    },
    hadServed(error) {
      return typeof error === "object" && error !== null && (servedBefore.has(error) || bytesReadOf(error) > 0);
    },
  };
}

/** A connection that ended without an error of its own is told of by one of undici's, which says what came over it. */
function bytesReadOf(error: object): number {
  const { code, socket } = error as { code?: unknown; socket?: { bytesRead?: number } | null };
  return code === "UND_ERR_SOCKET" ? (socket?.bytesRead ?? 0) : 0;
}
