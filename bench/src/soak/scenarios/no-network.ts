import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { command } from "../own-network.ts";
import { createRecorder, type Recorder } from "../recorder.ts";
import type { Scenario, Stage } from "../scenario.ts";
import type { Stack } from "../stack.ts";
import type { Tally } from "../tally.ts";

const budgetMs = 500;
const options = { attemptTimeoutMs: 200, budgetMs, circuitBreaker: false } as const;

/** No link, and no names. */
export const noNetwork: Scenario = {
  id: "F20",
  about: "the link goes down; names are not known, or nobody says",
  ownNetwork: true,
  async run(stage) {
    command("ip", "link", "set", "lo", "up");
    await linkDown(stage);
    const folder = mkdtempSync(join(tmpdir(), "secondpass-soak-"));
    try {
      // Of this mount namespace alone.
      writeFileSync(join(folder, "resolv.conf"), "nameserver 127.0.0.1\noptions timeout:1 attempts:1\n");
      command("mount", "--bind", join(folder, "resolv.conf"), "/etc/resolv.conf");
      await names(stage, "NXDOMAIN", true);
      await names(stage, "no answer from the name server", false);
      command("umount", "/etc/resolv.conf");
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function linkDown(stage: Stage): Promise<void> {
  const { judge } = stage;
  const backend = await stage.backend();
  const stack = stage.stack(backend, options);
  const load = { reranker: stack.reranker, inFlight: 8 };
  await stage.drive({ ...load, calls: 100 });
  command("ip", "link", "set", "lo", "down");
  const calls = stage.calls(200, 50);
  const { result, reads } = await readingFiles(() => stage.drive({ ...load, calls }));
  judgeOutage(stage, "link down", { calls, stack, result, reads });
  command("ip", "link", "set", "lo", "up");
  const after = await stage.drive({ ...load, calls: 100 });
  judge.exactly("link up again: answered, of 100", after.kinds.reranked, 100);
}

async function names(stage: Stage, what: string, answers: boolean): Promise<void> {
  const server = await nameServer(answers);
  const backend = await stage.backend();
  const stack = stage.stack(backend, options, { url: "http://reranker.invalid:8080", apiKey: "" });
  const { reranker } = stack;
  // Each asks the system for the name, two at a time, and nothing calls that off.
  const calls = 24;
  const { result, reads } = await readingFiles(() => stage.drive({ reranker, inFlight: 8, calls }));
  judgeOutage(stage, what, { calls, stack, result, reads });
  await reranker.close();
  // What was asked of the system cannot be called off: it ends by itself.
  while (process.getActiveResourcesInfo().includes("GetAddrInfoReqWrap")) await sleep(20);
  server.close();
}

/** What came of calls without a network. */
interface Outage {
  readonly calls: number;
  readonly stack: Stack;
  readonly result: Tally;
  /** Milliseconds to read a file meanwhile. */
  readonly reads: Recorder;
}

function judgeOutage({ judge }: Stage, what: string, { calls, stack, result, reads }: Outage): void {
  const { kinds, latencies } = result;
  const others = [...stack.attempts.keys()].filter((code) => !["ok", "connection", "timeout"].includes(code));
  judge.exactly(`${what}: in first-stage order, of ${calls}`, kinds["first-stage"], calls);
  judge.exactly(`${what}: codes other than connection and timeout`, others.join(", "), "");
  judge.atMost(`${what}: longest call, deadline ${budgetMs} ms`, latencies.quantile(1), budgetMs + 250, "ms");
  judge.atMost(`${what}: reading a file meanwhile, p99 of ${reads.count}`, reads.quantile(0.99), 20, "ms");
}

/** Reads a file every few milliseconds while `work` is done. */
async function readingFiles<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly reads: Recorder }> {
  const reads = createRecorder();
  let isOver = false;
  const reading = (async () => {
    while (!isOver) {
      const start = performance.now();
      await readFile(new URL(import.meta.url));
      reads.add(performance.now() - start);
      await sleep(2);
    }
  })();
  const result = await work();
  isOver = true;
  await reading;
  return { result, reads };
}

/** A name server that knows no name, or says nothing at all. */
async function nameServer(answers: boolean): Promise<Socket> {
  const server = createSocket("udp4");
  server.on("message", (question, { address, port }) => {
    if (!answers) return;
    const answer = Buffer.from(question);
    // A response, recursion available, NXDOMAIN (RFC 1035, 4.1.1).
    answer.writeUInt16BE(0x8183, 2);
    server.send(answer, port, address);
  });
  server.bind(53, "127.0.0.1");
  await once(server, "listening");
  return server;
}
