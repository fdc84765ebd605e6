import { type Agent, type IncomingHttpHeaders, request } from "node:http";
import { expect, it } from "vitest";
import type { Dialect } from "../dialect.ts";
import { type ProviderServerOptions, startProvider } from "../provider-server.ts";

/** A request as it goes onto the wire: nothing is added to the headers that are given. */
export interface Sent {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

export interface Got {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Sends on a connection of its own, unless there is an agent, without following, retrying or adding anything. */
export function exchange(url: string, { method = "POST", path, headers = {}, body = "" }: Sent, agent: Agent | false = false): Promise<Got> {
  return new Promise((resolve, reject) => {
    const sent = request(url + path, { method, headers: { ...headers, "content-length": Buffer.byteLength(body) }, agent });
    sent.once("error", reject);
    sent.once("response", (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.once("error", reject);
      response.once("end", () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text: Buffer.concat(chunks).toString() }),
      );
    });
    sent.end(body);
  });
}

export function json({ text }: Got): unknown {
  return JSON.parse(text);
}

/** One row of a dialect's table. */
export interface Case {
  readonly name: string;
  readonly server?: ProviderServerOptions;
  /** Sent as JSON; a string or bytes as they are. */
  readonly body?: unknown;
  /** Over content type and key; undefined leaves one out. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly method?: string;
  readonly path?: string;
  readonly status: number;
  /** The body, as JSON where it is no string. */
  readonly answer?: unknown;
  /** Headers of the answer; undefined for one that must not be there. */
  readonly answerHeaders?: Readonly<Record<string, string | undefined>>;
}

/** Puts each row to a server of its own. */
export function testCases(dialect: Dialect, cases: readonly Case[]): void {
  it.each(cases)("$name: $status", async (row) => {
    await using server = await startProvider(dialect, row.server);
    const got = await exchange(server.url, sentOf(dialect, row));
    expect({ status: got.status, body: typeof row.answer === "string" ? got.text : parsed(got) }).toEqual({
      status: row.status,
      body: row.answer ?? parsed(got),
    });
    for (const [name, value] of Object.entries(row.answerHeaders ?? {})) expect([name, got.headers[name]]).toEqual([name, value]);
  });
}

function sentOf(dialect: Dialect, { body, headers, method = "POST", path = dialect.path }: Case): Sent {
  const key = dialect.apiKeyRequired ? { authorization: "Bearer test-key" } : {};
  const all = Object.entries({ "content-type": "application/json", ...key, ...headers });
  const given = all.filter((entry): entry is [string, string] => entry[1] !== undefined);
  const raw = typeof body === "string" || body instanceof Uint8Array || body === undefined;
  return { method, path, headers: Object.fromEntries(given), body: raw ? (body ?? "") : JSON.stringify(body) };
}

function parsed({ text }: Got): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
