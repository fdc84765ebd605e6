import { getEventListeners } from "node:events";
import {
  type CallOptions,
  isRerankError,
  type Reranker,
  type RerankRequest,
  type RerankResponse,
} from "@secondpass/core";
import { demand, type Law } from "../law.ts";
import { type Settled, settle } from "../settle.ts";
import type { Subject } from "../subject.ts";
import { copyOf, shapely } from "../well-formed.ts";
import { failureCode } from "./input.ts";

const request: RerankRequest = { query: "river stone", documents: ["a river", "bread", "the stone in the river"] };

/** Runs `use` with a reranker whose backend never answers, where the subject can make one. */
async function withHanging(subject: Subject, use: (hanging: Reranker) => Promise<void>): Promise<void> {
  const hanging = await subject.createHanging?.();
  if (!hanging) return;
  try {
    await use(hanging);
  } finally {
    await hanging.close();
  }
}

function told(settled: Settled, how = "all the same"): string {
  if (settled.kind === "pending") return "it went on";
  return settled.kind === "resolved" ? `it answered ${how}` : `it rejected with ${String(settled.reason)}`;
}

const reasons: readonly unknown[] = [new Error("the user typed on"), "a string", { custom: true }];

const abort: Law = {
  name: "an abort rejects with the caller's own reason",
  async check(subject, reranker) {
    for (const reason of reasons) {
      const before = await settle(reranker.rerank(copyOf(request), { signal: AbortSignal.abort(reason) }));
      demandReason(before, reason, "the signal was aborted before the call");
      demandReason(await abortedDuring(reranker, reason), reason, "the signal was aborted right after the call");
      await withHanging(subject, async (hanging) =>
        demandReason(
          await abortedDuring(hanging, reason),
          reason,
          "the signal was aborted while the backend was silent",
        ),
      );
    }
  },
};

function abortedDuring(reranker: Reranker, reason: unknown): Promise<Settled> {
  const controller = new AbortController();
  const call = reranker.rerank(copyOf(request), { signal: controller.signal });
  controller.abort(reason);
  return settle(call);
}

function demandReason(settled: Settled, reason: unknown, when: string): void {
  demand(settled.kind === "rejected" && settled.reason === reason, `${when}, and ${told(settled)}`);
}

const budget: Law = {
  name: "the time budget is kept",
  async check(subject, reranker) {
    const code = (options: CallOptions): Promise<string | undefined> => failureCode(reranker, copyOf(request), options);
    for (const timeoutMs of [0, -1]) {
      demandTimedOut(await settle(reranker.rerank(copyOf(request), { timeoutMs })), subject, `timeoutMs ${timeoutMs}`);
    }
    demand((await code({ timeoutMs: Number.NaN })) === "bad_request", "timeoutMs NaN was not refused as bad_request");
    demand((await code({ timeoutMs: Number.POSITIVE_INFINITY })) === undefined, "timeoutMs Infinity failed");
    demand((await code({ timeoutMs: 1e12 })) === undefined, "a timeoutMs longer than timers take failed");
    await withHanging(subject, async (hanging) => {
      const settled = await settle(hanging.rerank(copyOf(request), { timeoutMs: 20 }));
      demandTimedOut(settled, subject, "the budget ended while the backend was silent");
    });
  },
};

function demandTimedOut(settled: Settled, { failsOpen = false }: Subject, when: string): void {
  if (failsOpen) {
    demand(
      settled.kind === "resolved" && isFirstStage(settled.value),
      `${when}, and ${told(settled, "in another way")}`,
    );
    return;
  }
  const timedOut = settled.kind === "rejected" && isRerankError(settled.reason) && settled.reason.code === "timeout";
  demand(timedOut, `${when}, and ${told(settled)}`);
}

/** The order that came in, without scores, and a time-out among what was tried. */
function isFirstStage(answer: unknown): boolean {
  const { outcome, ranking } = answer as RerankResponse;
  const asGiven = ranking.every(({ index, score }, at) => index === at && score === null);
  const timedOut = outcome.attempts.some(({ result }) => result === "timeout");
  return outcome.kind === "first-stage" && asGiven && ranking.length === request.documents.length && timedOut;
}

const listeners: Law = {
  name: "no listener stays on the caller's signal",
  async check(subject, reranker) {
    const { signal } = new AbortController();
    const left = (): number => getEventListeners(signal, "abort").length;
    for (let call = 0; call < 20; call++) await reranker.rerank(copyOf(request), { signal, timeoutMs: 60_000 });
    demand(left() === 0, `${left()} listeners after 20 calls that were answered`);
    await reranker.rerank({ query: "", documents: ["a"] }, { signal }).catch(() => {});
    demand(left() === 0, `${left()} listeners after a call that failed`);
    await withHanging(subject, async (hanging) => {
      const settled = await settle(hanging.rerank(copyOf(request), { signal, timeoutMs: 10 }));
      // A call that outlives its budget breaks another law; while it runs it may listen.
      if (settled.kind === "pending") return;
      demand(left() === 0, `${left()} listeners after a call that timed out`);
    });
  },
};

const concurrency: Law = {
  name: "concurrent calls get their own answers",
  async check(_, reranker) {
    const requests = Array.from({ length: 16 }, (_unused, call) => ({
      query: call % 2 === 0 ? "river stone" : "winter bread",
      documents: Array.from(
        { length: call + 1 },
        (_none, at) => `${at % 3 === call % 3 ? "winter river" : "bread"} ${at}`,
      ),
    }));
    const orderOf = async (one: RerankRequest): Promise<string | undefined> =>
      (await shapely(reranker, one))?.ranking.map(({ index }) => index).join();
    const alone: (string | undefined)[] = [];
    for (const one of requests) alone.push(await orderOf(one));
    const together = await Promise.all(requests.map(orderOf));
    for (const [call, order] of together.entries()) {
      const length = requests[call]?.documents.length;
      const same =
        reranker.traits.deterministic === false ? order?.split(",").length === length : order === alone[call];
      demand(same, `call ${call} alone gave [${alone[call]}], among others [${order}]`);
    }
  },
};

const close: Law = {
  name: "close may be called twice, ends calls in flight and refuses later ones, as closed",
  async check(subject) {
    const reranker = await subject.create();
    await Promise.all([reranker.close(), reranker.close()]);
    await reranker[Symbol.asyncDispose]();
    const later = await failureCode(reranker, copyOf(request));
    demand(later === "closed", `a call after close: ${later ?? "was answered"}`);
    const warm = await settle(reranker.warmup());
    demand(warm.kind === "rejected", "warmup after close did not reject");
    await withHanging(subject, async (hanging) => {
      const inFlight = settle(hanging.rerank(copyOf(request)));
      await hanging.close();
      const settled = await inFlight;
      const closed = settled.kind === "rejected" && isRerankError(settled.reason) && settled.reason.code === "closed";
      demand(closed, `closed in mid-flight, and ${told(settled)}`);
    });
  },
};

const warmup: Law = {
  name: "warmup may be repeated, and obeys an abort",
  async check(_, reranker) {
    await reranker.warmup();
    await reranker.warmup();
    const reason = new Error("no longer wanted");
    const settled = await settle(reranker.warmup({ signal: AbortSignal.abort(reason) }));
    demandReason(settled, reason, "warmup was called with an aborted signal");
  },
};

/** What holds of a call while it runs. */
export const callLaws: readonly Law[] = [abort, budget, listeners, concurrency, close, warmup];
