import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ChaosProxy, startChaosProxy, type Toxic } from "../chaos.ts";

/** Says back what it hears, ends when the client does, and notes the sizes in which bytes came. */
const heard: number[] = [];
const open = new Set<Socket>();
let echo: Server;
let upstream: { readonly host: string; readonly port: number };

beforeAll(async () => {
  echo = createServer((socket) => {
    open.add(socket);
    socket.on("close", () => open.delete(socket)).on("error", () => {});
    socket.on("data", (bytes) => {
      heard.push(bytes.length);
      socket.write(bytes);
    });
  }).listen(0, "127.0.0.1");
  await once(echo, "listening");
  upstream = { host: "127.0.0.1", port: (echo.address() as AddressInfo).port };
});

afterAll(() => {
  for (const socket of open) socket.destroy();
  echo.close();
});

interface Heard {
  readonly text: string;
  /** Sizes in which it came. */
  readonly sizes: readonly number[];
  readonly end: "fin" | "reset" | "open";
  readonly ms: number;
}

/** Sends a text and reads until as much came back, the connection ended, or nothing happens any more. */
function say(proxy: Pick<ChaosProxy, "port">, text: string, { silenceMs = 150 } = {}): Promise<Heard> {
  const start = performance.now();
  const socket = connect(proxy.port, "127.0.0.1");
  const sizes: number[] = [];
  let got = "";
  return new Promise((resolve) => {
    const done = (end: Heard["end"]) => (): void => {
      resolve({ text: got, sizes, end, ms: performance.now() - start });
      socket.destroy();
    };
    socket.setNoDelay(true).on("data", (bytes: Buffer) => {
      got += bytes.toString();
      sizes.push(bytes.length);
      if (got.length >= text.length) done("open")();
    });
    socket.on("error", done("reset")).on("end", done("fin")).setTimeout(silenceMs, done("open"));
    socket.write(text);
  });
}

async function withToxic(toxic: Toxic, use: (proxy: ChaosProxy) => Promise<void>): Promise<void> {
  await using proxy = await startChaosProxy({ upstream });
  proxy.add(toxic);
  await use(proxy);
}

describe("without toxics", () => {
  it("everything passes unchanged, in both directions and at once", async () => {
    await using proxy = await startChaosProxy({ upstream });
    const texts = Array.from({ length: 8 }, (_, call) => `${call}`.repeat(200_000));
    const answers = await Promise.all(texts.map((text) => say(proxy, text, { silenceMs: 5_000 })));
    expect(answers.map(({ text }) => text)).toEqual(texts);
    expect(proxy.connections).toBe(8);
  });

  it("an end passes as an end, and both sides are let go", async () => {
    await using proxy = await startChaosProxy({ upstream });
    const socket = connect(proxy.port, "127.0.0.1");
    socket.end("bye");
    socket.resume();
    await once(socket, "close");
    await expect.poll(() => proxy.openConnections).toBe(0);
  });

  it("a backend that is not there resets", async () => {
    const gone = createServer().listen(0, "127.0.0.1");
    await once(gone, "listening");
    const { port } = gone.address() as AddressInfo;
    await new Promise((resolve) => gone.close(resolve));
    await using proxy = await startChaosProxy({ upstream: { host: "127.0.0.1", port } });
    expect((await say(proxy, "hello")).end).toBe("reset");
  });
});

// Timers may not fire early, so that what must have taken a while can be told from what took none; never the other way.
describe("toxics", () => {
  it("latency delays, once and not for each chunk", async () => {
    await withToxic({ type: "latency", latency: 60 }, async (proxy) => {
      const { text, ms } = await say(proxy, "x".repeat(300_000), { silenceMs: 5_000 });
      expect(text.length).toBe(300_000);
      expect(ms).toBeGreaterThanOrEqual(59);
    });
  });

  it("latency may be upstream, with jitter", async () => {
    await withToxic({ type: "latency", latency: 50, jitter: 10, stream: "upstream" }, async (proxy) => {
      expect((await say(proxy, "x")).ms).toBeGreaterThanOrEqual(39);
    });
  });

  it("bandwidth gives out so many bytes a millisecond", async () => {
    await withToxic({ type: "bandwidth", rate: 100 }, async (proxy) => {
      const { text, ms } = await say(proxy, "x".repeat(10_000), { silenceMs: 5_000 });
      expect(text.length).toBe(10_000);
      expect(ms).toBeGreaterThanOrEqual(99);
    });
  });

  it("timeout drops everything and ends the connection", async () => {
    await withToxic({ type: "timeout", timeout: 30 }, async (proxy) => {
      expect(await say(proxy, "x")).toMatchObject({ text: "", end: "fin" });
    });
  });

  it("timeout 0 holds for ever", async () => {
    await withToxic({ type: "timeout", timeout: 0 }, async (proxy) => {
      expect(await say(proxy, "x")).toMatchObject({ text: "", end: "open" });
    });
  });

  it("reset_peer resets", async () => {
    for (const timeout of [0, 30]) {
      await withToxic({ type: "reset_peer", timeout }, async (proxy) => {
        expect(await say(proxy, "x")).toMatchObject({ text: "", end: "reset" });
      });
    }
  });

  it("slicer cuts, and loses nothing", async () => {
    await withToxic({ type: "slicer", averageSize: 10, sizeVariation: 4, delay: 2_000 }, async (proxy) => {
      const { text, sizes } = await say(proxy, "0123456789".repeat(10), { silenceMs: 5_000 });
      expect(text).toBe("0123456789".repeat(10));
      expect(sizes.length).toBeGreaterThan(1);
      expect(Math.min(...sizes)).toBeLessThanOrEqual(14);
    });
  });

  it("limit_data ends the connection after so many bytes, over all chunks", async () => {
    await withToxic({ type: "limit_data", bytes: 7 }, async (proxy) => {
      expect(await say(proxy, "0123456789")).toMatchObject({ text: "0123456", end: "fin" });
      const socket = connect(proxy.port, "127.0.0.1").setEncoding("utf8");
      let text = "";
      socket.on("data", (part: string) => {
        text += part;
        socket.write("def");
      });
      socket.write("abc");
      await once(socket, "end");
      expect(text).toBe("abcdefd");
    });
  });

  it("slow_close holds the end back, not the data", async () => {
    await withToxic({ type: "slow_close", delay: 60 }, async (proxy) => {
      const socket = connect({ port: proxy.port, host: "127.0.0.1" });
      const start = performance.now();
      socket.end("x");
      const [bytes] = await once(socket, "data");
      await once(socket, "end");
      expect(`${bytes}`).toBe("x");
      expect(performance.now() - start).toBeGreaterThanOrEqual(59);
    });
  });

  it("act one after the other, on open connections too, until they are removed", async () => {
    await using proxy = await startChaosProxy({ upstream });
    const socket = connect(proxy.port, "127.0.0.1").setEncoding("utf8");
    const told = async (text: string): Promise<unknown> => {
      const answer = once(socket, "data");
      socket.write(text);
      return (await answer)[0];
    };
    expect(await told("before")).toBe("before");
    expect(proxy.add({ type: "timeout", timeout: 0, stream: "upstream" })).toBe("timeout_upstream");
    proxy.add({ type: "latency", latency: 5, name: "slow" });
    const before = heard.length;
    socket.write("lost");
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(heard.length).toBe(before);
    proxy.remove("timeout_upstream");
    expect(await told("after")).toBe("after");
    expect(() => proxy.add({ type: "timeout", timeout: 9, name: "slow" })).toThrow(RangeError);
    proxy.clear();
    expect(() => proxy.remove("slow")).toThrow(RangeError);
    socket.destroy();
  });

  it("that are removed in time do nothing any more", async () => {
    await using proxy = await startChaosProxy({ upstream });
    proxy.add({ type: "reset_peer", timeout: 400 });
    const call = say(proxy, "x", { silenceMs: 600 });
    await expect.poll(() => proxy.openConnections, { interval: 5 }).toBe(1);
    proxy.clear();
    expect(await call).toMatchObject({ end: "open" });
  });

  it("meet the share of connections that toxicity says, the same for the same seed", async () => {
    const ends = async (seed: number): Promise<string> => {
      await using proxy = await startChaosProxy({ upstream, seed });
      proxy.add({ type: "reset_peer", timeout: 0, toxicity: 0.5 });
      const all: string[] = [];
      for (let call = 0; call < 24; call++) all.push((await say(proxy, "x")).end);
      return all.join();
    };
    const first = await ends(3);
    expect(first).toContain("reset");
    expect(first).toContain("open");
    expect(await ends(3)).toBe(first);
    expect(await ends(4)).not.toBe(first);
  });
});

describe("down and up", () => {
  it("ends connections, refuses new ones, and comes back on the same port", async () => {
    const proxy = await startChaosProxy({ upstream });
    const open = connect(proxy.port, "127.0.0.1");
    await expect.poll(() => proxy.openConnections).toBe(1);
    const ended = once(open, "close");
    await proxy.down();
    await ended;
    const refused = connect(proxy.port, "127.0.0.1");
    const [error] = await once(refused, "error");
    expect(error).toMatchObject({ code: "ECONNREFUSED" });
    await proxy.up();
    await proxy.up();
    expect((await say(proxy, "again")).text).toBe("again");
    await Promise.all([proxy.close(), proxy.close()]);
    expect(proxy.openConnections).toBe(0);
  });
});
