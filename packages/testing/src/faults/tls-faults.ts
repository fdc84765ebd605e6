import { createServer, type Server, type Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import type { Credentials, KeyPair } from "./credentials.ts";
import type { Expected, Fault, FaultKind } from "./fault.ts";
import { sendGood } from "./write.ts";

type Listen = (serve: (socket: Socket) => void, credentials: Credentials) => Server;

/** A TLS server with one of the certificates; clients that end the handshake are none of its concern. */
export function listenWith(choose: (credentials: Credentials) => KeyPair): Listen {
  return (serve, credentials) => createTlsServer(choose(credentials), serve).on("tlsClientError", () => {});
}

function tlsFault(
  name: string,
  about: string,
  listen: Listen,
  kind: FaultKind = "tls",
  expects: readonly Expected[] = ["tls"],
): Fault {
  // Whoever gets so far has accepted what it must refuse, and gets the right answer, so that it shows.
  return { name, kind, about, expects, play: sendGood, listen };
}

/** Ports that speak TLS wrongly. They answer whoever puts up with it. */
export const tlsFaults: readonly Fault[] = [
  tlsFault(
    "tls-self-signed",
    "The certificate is signed by itself.",
    listenWith(({ selfSigned }) => selfSigned),
  ),
  tlsFault(
    "tls-expired",
    "The certificate ran out in 2020.",
    listenWith(({ expired }) => expired),
  ),
  tlsFault(
    "tls-wrong-host",
    "The certificate is for another host.",
    listenWith(({ wrongHost }) => wrongHost),
  ),
  tlsFault("tls-plaintext", "The port speaks HTTP without TLS.", () =>
    createServer((socket) => {
      socket.once("data", () => socket.write("HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n"));
    }),
  ),
  tlsFault(
    "tls-handshake-hang",
    "The port accepts connections and says nothing.",
    () => createServer((socket) => socket.resume()),
    "hang",
    ["timeout"],
  ),
];
