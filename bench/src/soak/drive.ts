import type { CallOptions, Reranker, RerankRequest, RerankResponse } from "@secondpass/core";
import type { Tally } from "./tally.ts";
import { requestOf } from "./texts.ts";

/** Calls to make. */
export interface Load {
  readonly reranker: Reranker;
  /** Calls under way at once. */
  readonly inFlight: number;
  /** How many calls there are; undefined where `until` ends them. */
  readonly calls?: number | undefined;
  /** Asked before each call; true ends the load. */
  readonly until?: (() => boolean) | undefined;
  /** In every call. Default 20. */
  readonly documents?: number | undefined;
  /** Milliseconds that each of those under way waits between two calls. Default 0. */
  readonly pauseMs?: number | undefined;
  /** What a call is given beside its request. */
  readonly options?: ((call: number) => CallOptions) | undefined;
  /** Every call's caller aborts it after so many milliseconds. */
  readonly abortAfterMs?: number | undefined;
  /** Hears of every answer. */
  readonly onAnswer?: ((call: number, response: RerankResponse) => void) | undefined;
}

/** Where calls get their numbers and leave what came of them. */
export interface Counter {
  /** A number that no other call has. */
  next(): number;
  readonly tally: Tally;
}

/** Makes the calls of a load: a bounded number at once, each begun when another one has ended. */
export async function drive(load: Load, counter: Counter): Promise<void> {
  const { inFlight, calls = Number.POSITIVE_INFINITY, until = () => false, pauseMs = 0 } = load;
  let left = calls;
  const work = async (): Promise<void> => {
    while (left-- > 0 && !until()) {
      await makeCall(load, counter);
      // Where nobody is asked a call takes no turn of the event loop, and timers and messages would never have theirs.
      await (pauseMs === 0
        ? new Promise((resolve) => setImmediate(resolve))
        : new Promise((resolve) => setTimeout(resolve, pauseMs)));
    }
  };
  await Promise.all(Array.from({ length: inFlight }, work));
}

async function makeCall(load: Load, { next, tally }: Counter): Promise<void> {
  const { reranker, documents = 20, options, onAnswer } = load;
  const call = next();
  // Every third asks for the beginning alone.
  const request = requestOf(call, documents, call % 3 === 0 ? Math.ceil(documents / 2) : undefined);
  tally.issued++;
  if (load.abortAfterMs !== undefined) {
    await makeAbortedCall(load, request, load.abortAfterMs, tally);
    return;
  }
  const given = options?.(call) ?? {};
  const start = performance.now();
  try {
    const response = await reranker.rerank(request, given);
    tally.answered(request, response, performance.now() - start);
    onAnswer?.(call, response);
  } catch (error) {
    tally.rejected(error, given.signal, performance.now() - start);
  }
}

/** Its time is that from the abort to the rejection; an answer after the abort is none. */
async function makeAbortedCall(
  { reranker }: Load,
  request: RerankRequest,
  abortAfterMs: number,
  tally: Tally,
): Promise<void> {
  const controller = new AbortController();
  let abortedAt = Number.NaN;
  const timer = setTimeout(() => {
    abortedAt = performance.now();
    controller.abort(new Error("the user went away"));
  }, abortAfterMs);
  try {
    const response = await reranker.rerank(request, { signal: controller.signal });
    if (controller.signal.aborted) tally.rejected(new Error("answered after the abort"), undefined, 0);
    else tally.answered(request, response, 0);
  } catch (error) {
    tally.rejected(error, controller.signal, performance.now() - abortedAt);
  } finally {
    clearTimeout(timer);
  }
}
