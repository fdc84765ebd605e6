import { execFile } from "node:child_process";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const calls = 11_000;
const script = fileURLToPath(new URL("__fixtures__/many-calls.js", import.meta.url));

const rows = (name: string): readonly object[] => [0, 1].map((index) => ({ index, [name]: 1 / (index + 2) }));

/** Adapters, the options that turn them to a server, and its answer. */
const adapters: readonly (readonly [name: string, factory: string, at: (url: string) => object, answer: unknown])[] = [
  ["cohere", "cohere", (url) => ({ baseUrl: url, apiKey: "k" }), { id: "1", results: rows("relevance_score") }],
  ["voyage", "voyage", (url) => ({ baseUrl: `${url}/v1`, apiKey: "k" }), { data: rows("relevance_score") }],
  ["jina", "jina", (url) => ({ baseUrl: `${url}/v1`, apiKey: "k" }), { results: rows("relevance_score") }],
  ["tei", "tei", (url) => ({ url }), rows("score")],
  ["compatible", "vllm", (url) => ({ url }), { results: rows("relevance_score") }],
];

let answer = "";
let requests = 0;
let server: Server;
let url = "";

beforeAll(async () => {
  server = createServer((request, response) => {
    requests += 1;
    request.resume();
    // Every sort of end: most are answered, some fail, some connections are cut, and some requests are never answered.
    if (requests % 97 === 0) return;
    if (requests % 31 === 0) return void request.socket.destroy();
    request.on("end", () => {
      response.writeHead(requests % 11 === 0 ? 500 : 200, { "content-type": "application/json" }).end(answer);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe(`${calls} calls on one signal leave no listener, timer or socket, and the process ends by itself`, () => {
  it.each(adapters)("%s", { timeout: 240_000 }, async (name, factory, at, good) => {
    answer = JSON.stringify(good);
    requests = 0;
    const module = new URL(`../packages/adapters/${name}/dist/index.js`, import.meta.url).href;
    const options = JSON.stringify({ ...at(url), requestTimeoutMs: 400 });
    const run = promisify(execFile)(process.execPath, [script, module, factory, options, String(calls)]);
    const { endings, ...left } = JSON.parse((await run).stdout);
    expect(left).toEqual({ listeners: 0, warnings: [], resources: [] });
    expect(Object.values<number>(endings).reduce((sum, count) => sum + count)).toBe(calls);
    for (const ending of ["answer", "server_error", "connection", "timeout"]) expect(endings).toHaveProperty(ending);
  });
});
