import { setTimeout as sleep } from "node:timers/promises";
import type { Reranker } from "@secondpass/core";
import { type Check, must } from "../check.ts";
import type { ServerProcess } from "../server-process.ts";
import { failureOf, messageOf } from "./errors.ts";
import { manyTexts } from "./lists.ts";
import { allScores } from "./scores.ts";

const query = "copper letter";
const short = manyTexts(3);

/** Like `failureOf`, of a call that may end before anybody looks: that is no unhandled rejection. */
function failureUnderWay(act: Promise<unknown>): Promise<unknown> {
  const failure = failureOf(act);
  failure.catch(() => {});
  return failure;
}

/** Calls again after pauses around the 5 s that common servers keep an idle connection. */
export function idleThenAnswers(create: () => Reranker): Check {
  const pauses = [3_900, 4_950, 5_050, 6_500];
  return {
    name: "idle past 5 s, then called again",
    async run() {
      await using reranker = create();
      allScores(await reranker.rerank({ query, documents: short }), short.length);
      for (const pause of pauses) {
        await sleep(pause);
        allScores(await reranker.rerank({ query, documents: short }), short.length);
      }
      return `answers after ${pauses.map((ms) => ms / 1000).join(", ")} s`;
    },
  };
}

/**
 * Aborts a call that the server is busy with, and calls again.
 *
 * @param documents so many that the server needs far longer than a quarter of a second.
 */
export function abortThenAnswers(create: () => Reranker, documents: readonly string[]): Check {
  return {
    name: "aborted while the server works",
    async run() {
      await using reranker = create();
      await reranker.warmup();
      const controller = new AbortController();
      const reason = new Error("the user went on");
      const call = failureUnderWay(reranker.rerank({ query, documents }, { signal: controller.signal }));
      await sleep(250);
      controller.abort(reason);
      const aborted = performance.now();
      must((await call) === reason, "it did not reject with the caller's reason");
      const heard = performance.now() - aborted;
      must(heard < 1_000, `the call ended ${heard.toFixed(0)} ms after the abort`);
      allScores(await reranker.rerank({ query, documents: short }), short.length);
      return "rejects with the caller's own reason at once; the next call answers";
    },
  };
}

/** Lets a call's time run out while the server is busy with it, and calls again. */
export function timeRunsOut(create: () => Reranker, documents: readonly string[]): Check {
  return {
    name: "250 ms for what takes longer",
    async run() {
      await using reranker = create();
      await reranker.warmup();
      const message = messageOf(await failureOf(reranker.rerank({ query, documents }, { timeoutMs: 250 })), "timeout");
      allScores(await reranker.rerank({ query, documents: short }), short.length);
      return `timeout: ${message}; the next call answers`;
    },
  };
}

/** Kills the server: while it works, and once it is gone. The scene's last check. */
export function killedThenFails(create: () => Reranker, server: ServerProcess, documents: readonly string[]): Check {
  return {
    name: "server killed",
    async run() {
      await using reranker = create();
      await reranker.warmup();
      const call = failureUnderWay(reranker.rerank({ query, documents }));
      await sleep(250);
      await server.kill();
      const during = messageOf(await call, "connection");
      const after = messageOf(await failureOf(reranker.rerank({ query, documents: short })), "connection");
      return `connection: while it works: ${during}; afterwards: ${after}`;
    },
  };
}
