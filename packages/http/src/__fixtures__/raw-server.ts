import { createServer, type Socket } from "node:net";

/** A loopback server that answers each request with bytes of the test's choice. */
export interface RawServer extends AsyncDisposable {
  readonly url: string;
  /** Each request as it came, head and body. */
  readonly requests: readonly string[];
  /** Connections accepted so far. */
  readonly connections: number;
}

/** What is done once a whole request has come; `nth` counts them from 0. */
export type Respond = (socket: Socket, nth: number, request: string) => void;

/** Starts a raw server on a free port. */
export async function startRawServer(respond: Respond): Promise<RawServer> {
  const requests: string[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((socket) => {
    connections++;
    sockets.add(socket);
    socket.on("error", () => {});
    socket.on("close", () => sockets.delete(socket));
    let pending = "";
    socket.on("data", (chunk) => {
      pending += chunk.toString("latin1");
      const length = lengthOfFirst(pending);
      if (length === undefined || pending.length < length) return;
      const request = Buffer.from(pending.slice(0, length), "latin1").toString("utf8");
      pending = pending.slice(length);
      respond(socket, requests.push(request) - 1, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    get connections() {
      return connections;
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function lengthOfFirst(text: string): number | undefined {
  const head = text.indexOf("\r\n\r\n");
  if (head < 0) return undefined;
  const length = /content-length: (\d+)/i.exec(text.slice(0, head))?.[1];
  return head + 4 + Number(length ?? 0);
}

/** An answer in HTTP/1.1. */
export function answer(body: string | Buffer, { status = 200, headers = {} as Record<string, string> } = {}): Buffer {
  const lines = Object.entries({ "content-type": "application/json", "content-length": String(Buffer.byteLength(body)), ...headers });
  const head = [`HTTP/1.1 ${status} X`, ...lines.map(([name, value]) => `${name}: ${value}`), "", ""].join("\r\n");
  return Buffer.concat([Buffer.from(head), Buffer.from(body)]);
}
