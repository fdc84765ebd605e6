import { connect } from "node:net";
import { request } from "node:https";

/** What a socket got, and how its connection ended. */
export interface Received {
  readonly text: string;
  readonly end: "fin" | "reset" | "open";
}

/** Sends one request as raw bytes and reads what comes, until the connection ends or has been silent for a while. */
export function receive(url: string, documents: readonly string[] = ["a", "b", "c"]): Promise<Received> {
  const { hostname, port, pathname } = new URL(url);
  const body = JSON.stringify({ query: "q", documents });
  const socket = connect(Number(port), hostname);
  let text = "";
  return new Promise((resolve) => {
    const done = (end: Received["end"]) => (): void => {
      resolve({ text, end });
      socket.destroy();
    };
    socket.setEncoding("latin1").on("data", (chunk: string) => {
      text += chunk;
      // Enough to know it by.
      if (text.length > 2 ** 20) done("open")();
    });
    socket.on("error", done("reset")).on("end", done("fin")).setTimeout(60, done("open"));
    setTimeout(done("open"), 300).unref();
    socket.write(`POST ${pathname}/rank HTTP/1.1\r\nhost: x\r\ncontent-length: ${body.length}\r\n\r\n${body}`);
  });
}

/** Why a TLS client refuses the server, or its answer's status. */
export function secureOutcome(url: string, ca: string | undefined): Promise<string> {
  return new Promise((resolve) => {
    const body = JSON.stringify({ documents: ["a"] });
    const outgoing = request(`${url}/rank`, { method: "POST", ca, agent: false, headers: { "content-length": body.length } });
    outgoing.on("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    outgoing.on("response", (response) => {
      response.resume();
      resolve(String(response.statusCode));
    });
    outgoing.end(body);
  });
}
