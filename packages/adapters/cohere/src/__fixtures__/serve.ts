import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A server on loopback. */
export interface Served extends AsyncDisposable {
  readonly url: string;
  /** How many requests have come. */
  readonly requests: number;
}

/** Answers each request, once its body is there, in whatever way: for answers that no provider gives on purpose. */
export async function serve(answer: (response: ServerResponse, request: IncomingMessage) => void): Promise<Served> {
  let requests = 0;
  const server = createServer((request, response) => {
    requests++;
    request.resume().on("end", () => answer(response, request));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get requests() {
      return requests;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}
