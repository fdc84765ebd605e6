import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A server like TEI's that is well when asked how it is, and overloaded when there is work. */
export interface AilingServer {
  readonly url: string;
  /** Requests of several texts so far. */
  refused(): number;
  close(): Promise<void>;
}

export async function startAilingServer(): Promise<AilingServer> {
  let refused = 0;
  const server = createServer(async (request, response) => {
    if (request.method !== "POST") return response.writeHead(404).end();
    const { texts } = JSON.parse((await request.toArray()).join(""));
    if (texts.length === 1) return response.setHeader("content-type", "application/json").end('[{"index":0,"score":0.5}]');
    refused++;
    return response.writeHead(503, { "content-type": "application/json" }).end('{"error":"overloaded"}');
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    refused: () => refused,
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
