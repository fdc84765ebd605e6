import {
  type Clock,
  defineReranker,
  type RerankErrorCode,
  type Reranker,
  type RerankerTraits,
  type RerankRequest,
  rerankError,
  type ScoreContext,
  type Scored,
  systemClock,
} from "@secondpass/core";

/** What the scripted backend does at one request; at most one of the first five. Without any of them it scores by shared words. */
export interface Cue {
  /** Scores of the documents that reach the backend, in their order. */
  readonly scores?: readonly (number | null)[] | undefined;
  /** Indices, best first, without scores. */
  readonly order?: readonly number[] | undefined;
  /** Whatever the backend answers, right or wrong. */
  readonly answer?: unknown;
  /** Fails with this code, or with this error as it is. */
  readonly fail?: RerankErrorCode | Error | undefined;
  /** Never answers, and does not listen to its signal either. */
  readonly hang?: boolean | undefined;
  /** Waits first, in milliseconds; the wait ends with the call. */
  readonly delayMs?: number | undefined;
}

/** What the scripted backend was asked. */
export interface ScriptedCall {
  readonly request: RerankRequest;
  readonly context: ScoreContext;
  /** What was left of the budget when the request came in, in milliseconds. */
  readonly remainingMs: number;
}

/** What `scriptedReranker` takes. */
export interface ScriptedOptions {
  /** Default "scripted:test". */
  readonly id?: string | undefined;
  /** Default: a similarity, pointwise. */
  readonly traits?: RerankerTraits | undefined;
  /** One per request, in order. */
  readonly cues?: readonly Cue[] | undefined;
  /** Once the cues have run out. Default: scores by shared words. */
  readonly otherwise?: Cue | undefined;
  /** What a missing row means, as in a definition. */
  readonly incomplete?: "reject" | "append" | undefined;
  /** Default: the process's clock. */
  readonly clock?: Clock | undefined;
}

/** A reranker on cue, and what it was asked. */
export interface ScriptedReranker extends Reranker {
  /** Every request that reached the backend, in order. */
  readonly calls: readonly ScriptedCall[];
  /** Adds cues behind those that are left. */
  cue(...cues: readonly Cue[]): void;
}

/**
 * A reranker for tests: it answers, delays and fails on cue, and is a real reranker in all else. Without a cue it scores a
 * document by the share of the query's words that it has, so that better documents win.
 */
export function scriptedReranker(options: ScriptedOptions = {}): ScriptedReranker {
  const { id = "scripted:test", clock = systemClock, otherwise = {}, incomplete } = options;
  const cues = [...(options.cues ?? [])];
  const calls: ScriptedCall[] = [];
  const reranker = defineReranker(
    {
      id,
      traits: options.traits ?? { scoreScale: "similarity", pointwise: true },
      incomplete,
      async score(request, context) {
        calls.push({ request, context, remainingMs: context.remainingMs() });
        const cue = cues.shift() ?? otherwise;
        if (cue.delayMs !== undefined) await delay(cue.delayMs, context.signal, clock);
        return perform(cue, request, id);
      },
    },
    { clock },
  );
  // Properties are copied with their getters, so that traits stay live.
  const extras = { calls, cue: (...more: readonly Cue[]): void => void cues.push(...more) };
  return Object.defineProperties(extras, Object.getOwnPropertyDescriptors(reranker)) as typeof extras & Reranker;
}

function perform(cue: Cue, request: RerankRequest, id: string): Promise<Scored> | Scored {
  if (cue.hang) return new Promise(() => {});
  if (cue.fail !== undefined) {
    throw typeof cue.fail === "string"
      ? rerankError(cue.fail, `${id}: ${cue.fail} on cue`, { provider: id })
      : cue.fail;
  }
  // Whatever the script says is what the backend answers; core checks it.
  if ("answer" in cue) return cue.answer as Scored;
  if (cue.order) return { order: cue.order };
  if (cue.scores) return { scores: cue.scores.map((score, index) => ({ index, score })) };
  return { scores: request.documents.map((text, index) => ({ index, score: sharedWords(request.query, text) })) };
}

/** The share of the query's words that the text has, 0…1. */
function sharedWords(query: string, text: string): number {
  const asked = wordsOf(query);
  const present = wordsOf(text);
  const shared = [...asked].filter((word) => present.has(word)).length;
  return shared / Math.max(1, asked.size);
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
}

function delay(ms: number, signal: AbortSignal, clock: Clock): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(ms, resolve);
    const stop = (): void => {
      cancel();
      reject(signal.reason);
    };
    signal.addEventListener("abort", stop, { once: true });
  });
}
