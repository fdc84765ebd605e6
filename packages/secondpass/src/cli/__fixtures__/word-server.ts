import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A server like TEI's that scores by shared words. */
export interface WordServer extends AsyncDisposable {
  readonly url: string;
  /** Lists of several texts that were scored. */
  scored(): number;
  /** From now on so many are scored, and every further one is refused for its key. */
  refuseAfter(count: number): void;
}

export async function startWordServer(): Promise<WordServer> {
  let [scored, left] = [0, Number.POSITIVE_INFINITY];
  const server = createServer(async (request, response) => {
    if (request.method !== "POST") return response.writeHead(404).end();
    const { query, texts } = JSON.parse((await request.toArray()).join(""));
    response.setHeader("content-type", "application/json");
    if (texts.length > 1 && left-- <= 0) return response.writeHead(401).end('{"error":"wrong key","error_type":"authentication"}');
    if (texts.length > 1) scored++;
    const words = new Set(query.toLowerCase().split(/\W+/));
    const scoreOf = (text: string): number => text.toLowerCase().split(/\W+/).filter((word) => words.has(word)).length / 100;
    return response.end(JSON.stringify(texts.map((text: string, index: number) => ({ index, score: scoreOf(text) }))));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    scored: () => scored,
    refuseAfter(count) {
      left = count;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
