import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { receive, secureOutcome } from "../__fixtures__/raw-client.ts";
import { drawFrom, faults, startFaultServer } from "../faults.ts";

const ask = async (url: string, documents: readonly string[] = ["a"]): Promise<number> => {
  const body = JSON.stringify({ documents });
  const response = await fetch(url, { method: "POST", body, redirect: "manual" });
  await response.arrayBuffer();
  return response.status;
};

describe("the faults", () => {
  it("have unique names that can stand in a path, and say what is wrong", () => {
    expect(new Set(faults.map(({ name }) => name)).size).toBe(faults.length);
    for (const { name, about, expects } of faults) {
      expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(about).toMatch(/^[A-Z1].+\.$/);
      expect(expects.length).toBeGreaterThan(0);
    }
  });

  it("are of every kind", () => {
    const kinds = new Set(faults.map(({ kind }) => kind));
    expect([...kinds].toSorted()).toEqual(
      "body echo framing hang hang-up odd redirect retry-after size stale status tls".split(" "),
    );
  });
});

describe("over the wire", () => {
  const cases: readonly (readonly [fault: string, end: string, text: RegExp])[] = [
    ["good", "open", /^HTTP\/1\.1 200 OK\r\n.*"index":2.*\}$/s],
    ["status-529", "open", /^HTTP\/1\.1 529 Unknown\r\n/],
    ["status-204", "open", /^HTTP\/1\.1 204 No Content\r\n\r\n$/],
    ["redirect-307", "open", /\r\nlocation: http:\/\/127\.0\.0\.1:\d+\r\n/],
    ["status-429-retry-after-seconds", "open", /\r\nretry-after: 2\r\n/],
    ["status-503-retry-after-date", "open", /\r\nretry-after: \w{3}, \d\d \w{3} \d{4} [\d:]{8} GMT\r\n/],
    ["score-nan", "open", /"index":2,"relevance_score":NaN\}/],
    ["score-overflow", "open", /"relevance_score":1e999\}/],
    ["index-far-out-of-range", "open", /"index":9007199254740993,/],
    ["row-repeated", "open", /("index":0,.*){2}/],
    ["rows-inherited", "open", /\{"__proto__":\{"index":0,/],
    ["body-empty", "open", /content-length: 0\r\n\r\n$/],
    ["body-byte-order-mark", "open", /\r\n\r\n\xef\xbb\xbf\{/],
    ["two-lengths", "fin", /content-length: (\d+)\r\ncontent-length: (?!\1)/],
    ["length-and-chunked", "fin", /content-length: 5\r\ntransfer-encoding: chunked\r\n/],
    ["headers-too-large", "fin", /x-long: h{32768}\r\n/],
    ["gzip-bomb", "open", /content-encoding: gzip\r\n/],
    ["huge", "open", /content-length: 671\d{5}\r\n/],
    ["reset-before-bytes", "reset", /^$/],
    ["fin-before-bytes", "fin", /^$/],
    ["fin-in-headers", "fin", /^HTTP\/1\.1 200 OK\r\n(?!.*\r\n\r\n)/s],
    ["reset-in-body", "reset", /\r\n\r\n\{"results/],
    ["fin-in-chunks", "fin", /\r\n\r\n[\da-f]+\r\n\{"results(?!.*\r\n0\r\n)/s],
    ["hang-before-headers", "open", /^$/],
    ["hang-in-body", "open", /\r\n\r\n\{"results/],
    ["drip-body", "open", /\r\n\r\n {2,}$/],
    ["information-flood", "open", /^(HTTP\/1\.1 103 Early Hints\r\nlink: <\/a>\r\n\r\n){2,}$/],
    ["echo-500", "open", /"message":"[^"]*: \{\\"query/],
  ];

  it.each(cases)("%s: the connection is then %s", async (fault, end, text) => {
    await using server = await startFaultServer();
    const received = await receive(server.urlOf(fault));
    expect(received.text).toMatch(text);
    expect(received.end).toBe(end);
    expect(server.played).toEqual({ [fault]: 1 });
  });

  it("a second request on the same connection finds it dead", async () => {
    await using server = await startFaultServer();
    const { createConnection } = await import("node:net");
    const socket = createConnection(Number(new URL(server.url).port), "127.0.0.1");
    const request = 'POST /fault/stale-end/x HTTP/1.1\r\ncontent-length: 16\r\n\r\n{"documents":[]}';
    socket.write(request);
    await new Promise((resolve) => socket.once("data", resolve));
    socket.write(request);
    await new Promise((resolve) => socket.once("end", resolve));
    socket.destroy();
    expect({ requests: server.requestCount, connections: server.connections }).toEqual({ requests: 2, connections: 1 });
  });
});

describe("TLS", () => {
  it("is refused for the reason that each fault is about, and good where nothing is wrong", async () => {
    await using server = await startFaultServer({ tls: true });
    const outcome = (fault: string, ca = server.ca): Promise<string> => secureOutcome(server.urlOf(fault), ca);
    expect(await secureOutcome(server.httpsUrl ?? "", server.ca)).toBe("200");
    expect(await secureOutcome(`${server.httpsUrl}/fault/status-503`, server.ca)).toBe("503");
    expect(await secureOutcome(server.httpsUrl ?? "", undefined)).toBe("UNABLE_TO_VERIFY_LEAF_SIGNATURE");
    expect(await outcome("tls-expired")).toBe("CERT_HAS_EXPIRED");
    expect(await outcome("tls-wrong-host")).toBe("ERR_TLS_CERT_ALTNAME_INVALID");
    expect(await outcome("tls-self-signed")).toBe("DEPTH_ZERO_SELF_SIGNED_CERT");
    expect(await outcome("tls-plaintext")).toMatch(/^(EPROTO|ERR_SSL_)/);
  });

  it("needs the option", async () => {
    await using server = await startFaultServer();
    expect(() => server.urlOf("tls-expired")).toThrow(/start the server with tls: true/);
    expect(server.httpsUrl).toBeUndefined();
  });
});

describe("a schedule", () => {
  const mix = { good: 6, "status-503": 3, "body-empty": 1 };
  const sequence = async (seed: number): Promise<readonly string[]> => {
    await using server = await startFaultServer({ schedule: { seed, mix } });
    for (let call = 0; call < 40; call++) await ask(server.url);
    return server.requests.map(({ fault }) => fault);
  };

  it("gives the same sequence for the same seed, with every fault of the mix", async () => {
    const [first, again, other] = [await sequence(7), await sequence(7), await sequence(8)];
    expect(first).toEqual(again);
    expect(first).not.toEqual(other);
    expect([...new Set(first)].toSorted()).toEqual(Object.keys(mix).toSorted());
    expect(Array.from({ length: 40 }, drawFrom({ seed: 7, mix }))).toEqual(first);
  });

  it("refuses what cannot be played", async () => {
    const start = (name: string) => startFaultServer({ schedule: { seed: 1, mix: { [name]: 1 } } });
    await expect(start("no-such-fault")).rejects.toThrow(RangeError);
    await expect(start("tls-expired")).rejects.toThrow(RangeError);
    await expect(start("good").then((server) => server.close())).resolves.toBeUndefined();
    await expect(startFaultServer({ schedule: { seed: 1, mix: { good: 0 } } })).rejects.toThrow(/more than 0/);
  });
});

describe("the server", () => {
  it("notes requests, connections and bytes", async () => {
    await using server = await startFaultServer({ remember: 2 });
    for (const document of ["one", "two", "three"]) await ask(`${server.url}/v2/rerank`, [document]);
    expect(server.requestCount).toBe(3);
    expect(server.requests.map(({ body }) => JSON.parse(body.toString()).documents)).toEqual([["two"], ["three"]]);
    expect(server.requests[0]).toMatchObject({ method: "POST", path: "/v2/rerank", fault: "good" });
    expect(server.connections).toBeGreaterThan(0);
    expect(server.bytesReceived).toBeGreaterThan(300);
  });

  it("comes back where it was, and not where somebody is", async () => {
    const first = await startFaultServer();
    const { port } = new URL(first.url);
    await expect(startFaultServer({ port: Number(port) })).rejects.toMatchObject({ code: "EADDRINUSE" });
    await first.close();
    await using again = await startFaultServer({ port: Number(port) });
    expect(again.url).toBe(first.url);
    expect(await ask(first.url)).toBe(200);
  });

  it("reads chunked requests", async () => {
    await using server = await startFaultServer();
    const parts = ['{"docu', 'ments":["ä"]}'].map((part) => new TextEncoder().encode(part));
    const body = new ReadableStream({
      pull: (controller) => {
        const part = parts.shift();
        part ? controller.enqueue(part) : controller.close();
      },
    });
    const response = await fetch(server.url, { method: "POST", body, duplex: "half" } as RequestInit);
    expect(await response.json()).toEqual({ results: [{ index: 0, relevance_score: 0.5 }] });
    expect(server.requests[0]?.body.toString()).toBe('{"documents":["ä"]}');
  });

  it("plays faults of one's own, and says what kept it from playing one", async () => {
    const teapot = {
      name: "teapot",
      kind: "status",
      about: "It is a teapot.",
      expects: ["bad_request"],
      play: ({ socket }) => void socket.end("HTTP/1.1 418 Teapot\r\ncontent-length: 0\r\n\r\n"),
    } as const satisfies (typeof faults)[number];
    await using server = await startFaultServer({ faults: [teapot], goodBody: () => ({ data: [] }) });
    expect(await ask(server.urlOf("teapot"))).toBe(418);
    expect(await ask(server.urlOf("row-missing"))).toBe(500);
    expect(await ask(`${server.url}/fault/no-such-fault/x`)).toBe(501);
    expect(server.problems).toEqual(["row-missing: TypeError: the good answer has no rows at results"]);
    expect(() => server.urlOf("no-such-fault")).toThrow(RangeError);
  });

  it("takes rows at the root", async () => {
    const goodBody = (): unknown => [
      { index: 0, score: 1 },
      { index: 1, score: 2 },
    ];
    const rows = { list: undefined, index: "index", score: "score" };
    await using server = await startFaultServer({ goodBody, rows });
    const body = async (fault: string): Promise<unknown> =>
      (await fetch(server.urlOf(fault), { method: "POST", body: "{}" })).json();
    expect(await body("row-missing")).toEqual([{ index: 0, score: 1 }]);
    expect(await body("score-null")).toEqual([
      { index: 0, score: 1 },
      { index: 1, score: null },
    ]);
    expect(await body("shape-rows-missing")).toEqual({});
  });

  it("ends open connections when it closes, twice if need be, and lets the process end", () => {
    const script = `
      const { startFaultServer } = await import(${JSON.stringify(new URL("../../dist/faults.js", import.meta.url).href)});
      const server = await startFaultServer({ tls: true });
      const calls = ["hang-in-body", "drip-body", "information-flood"].map((fault) =>
        fetch(server.urlOf(fault), { method: "POST", body: '{"documents":[]}' }).then((r) => r.text()).catch(() => "ended"));
      while (server.requestCount < calls.length) await new Promise((resolve) => setTimeout(resolve, 5));
      await Promise.all([server.close(), server.close()]);
      console.log((await Promise.all(calls)).join(), server.openConnections);
    `;
    const output = execFileSync(process.execPath, ["--input-type=module", "-e", script], {
      encoding: "utf8",
      timeout: 30_000,
    });
    expect(output).toBe("ended,ended,ended 0\n");
  });
});
