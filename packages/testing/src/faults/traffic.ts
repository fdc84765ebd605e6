import type { Socket } from "node:net";
import type { ReceivedRequest } from "./read-requests.ts";

/** What a server saw so far. */
export interface Traffic {
  /** In order of arrival; of very many the latest, see `remember`. */
  readonly requests: readonly ReceivedRequest[];
  /** How many requests came in, those that are no longer remembered included. */
  readonly requestCount: number;
  /** How many requests met which fault, by its name; "good" is the right answer. */
  readonly played: Readonly<Record<string, number>>;
  /** How many connections were accepted, those that sent nothing included. */
  readonly connections: number;
  /** How many of them are open now. */
  readonly openConnections: number;
  /** How many of the open ones carried a request; clients may keep others in stock. */
  readonly usedConnections: number;
  /** Bytes on all connections, headers included. */
  readonly bytesReceived: number;
}

/** Keeps count. */
export interface TrafficLog extends Traffic {
  opened(socket: Socket): void;
  received(request: ReceivedRequest, socket: Socket): void;
  /** Ends every connection, and waits until it has. */
  endAll(): Promise<void>;
}

/** Starts counting at nothing. */
export function createTrafficLog(remember: number): TrafficLog {
  const open = new Set<Socket>();
  const used = new Set<Socket>();
  const requests: ReceivedRequest[] = [];
  const played: Record<string, number> = {};
  const count = { requests: 0, connections: 0, closedBytes: 0 };
  return {
    requests,
    played,
    get requestCount() {
      return count.requests;
    },
    get connections() {
      return count.connections;
    },
    get openConnections() {
      return open.size;
    },
    get usedConnections() {
      return used.size;
    },
    get bytesReceived() {
      return [...open].reduce((sum, socket) => sum + socket.bytesRead, count.closedBytes);
    },
    opened(socket) {
      count.connections++;
      open.add(socket);
      // A client that resets is what some tests are about.
      socket.on("error", () => {});
      socket.once("close", () => {
        open.delete(socket);
        count.closedBytes += socket.bytesRead;
      });
    },
    received(request, socket) {
      count.requests++;
      if (!used.has(socket)) socket.once("close", () => used.delete(socket));
      used.add(socket);
      played[request.fault] = (played[request.fault] ?? 0) + 1;
      requests.push(request);
      if (requests.length > remember) requests.shift();
    },
    async endAll() {
      await Promise.all([...open].map((socket) => new Promise((resolve) => socket.once("close", resolve).destroy())));
    },
  };
}
