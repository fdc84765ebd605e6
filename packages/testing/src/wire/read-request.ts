import type { IncomingMessage } from "node:http";
import type { SeenRequest } from "./dialect.ts";
import { scanJson } from "./scan-json.ts";

/**
 * Reads a request, its body up to `maxBodyBytes`: one that declares or sends more is left where it is, `complete:
 * false`. Resolves with undefined where the client goes away before its body's end.
 */
export async function readRequest(incoming: IncomingMessage, maxBodyBytes: number): Promise<SeenRequest | undefined> {
  const { method = "GET", url = "/" } = incoming;
  const body = await readBody(incoming, maxBodyBytes);
  if (!body) return undefined;
  return { method, path: url.replace(/\?.*$/, ""), headers: headersOf(incoming), ...decode(body) };
}

interface Bytes {
  readonly chunks: readonly Buffer[];
  readonly bytes: number;
  readonly complete: boolean;
}

function readBody(incoming: IncomingMessage, most: number): Promise<Bytes | undefined> {
  const declared = Number(incoming.headers["content-length"] ?? 0);
  if (declared > most) return Promise.resolve({ chunks: [], bytes: 0, complete: false });
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    incoming.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      chunks.push(chunk);
      if (bytes <= most) return;
      incoming.pause();
      resolve({ chunks: [], bytes, complete: false });
    });
    incoming.once("end", () => resolve({ chunks, bytes, complete: true }));
    incoming.once("error", () => resolve(undefined));
    incoming.once("close", () => resolve(undefined));
  });
}

function headersOf({ headers }: IncomingMessage): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}

function decode({ chunks, bytes, complete }: Bytes): Omit<SeenRequest, "method" | "path" | "headers"> {
  const body = Buffer.concat(chunks);
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(body);
  const bare = text.replace(/^\ufeff/, "");
  const utf8 = !text.includes("\ufffd") || Buffer.from(text).equals(body);
  return { text, json: parse(bare), bytes, complete, utf8, fault: scanJson(bare).fault };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
