import {
  type CallOptions,
  type Clock,
  errorFrom,
  isTimeoutReason,
  type Reranker,
  type RerankRequest,
  type RerankResponse,
} from "@secondpass/core";
import { attemptsOf, errorWithAttempts } from "./attempts.ts";
import { limitOf, marginOf } from "./budget-shares.ts";
import { degradedEvent, nobodyResponse, standInResponse } from "./degraded-answer.ts";
import type { OnEvent } from "./events.ts";
import {
  attemptsIn,
  type Failure,
  type Failures,
  forcedFailure,
  noTimeFailure,
  unansweredFailure,
} from "./fallback-failure.ts";
import type { FallbackMember, MayStandIn } from "./fallback-member.ts";
import type { ForcedDegradation } from "./fallback-options.ts";
import { takeTurn } from "./take-turn.ts";

/** Rerankers that stand in for each other, and by which rules. */
export interface FallbackChain {
  /** The reranker asked, then those that stand in for it. */
  readonly members: readonly [FallbackMember, ...FallbackMember[]];
  readonly mayStandIn: MayStandIn;
  readonly strict: boolean;
  readonly budgetMs: number;
  readonly reserveMs: number;
  readonly clock: Clock;
  readonly emit: OnEvent;
  /** Those whose turn it is, of all calls. */
  readonly open: Set<(reason: unknown) => void>;
}

/** One call on its way down the chain. */
interface Call {
  readonly request: RerankRequest;
  readonly options: CallOptions;
  /** When the last turn must be over, by the chain's clock. */
  readonly endsAt: number;
  readonly marginMs: number;
  readonly failures: Failure[];
}

/** Less than any timer measures is no time to ask anybody in. */
const shortestTurnMs = 1;
/** Timers leave out fractions of a millisecond, and may be another one early. */
const timerErrorMs = 2;

/**
 * Asks one after the other until somebody answers.
 *
 * @param forced where the call goes instead of to the reranker asked.
 */
export async function askChain(
  chain: FallbackChain,
  request: RerankRequest,
  options: CallOptions,
  forced: ForcedDegradation | undefined,
): Promise<RerankResponse> {
  const { members } = chain;
  const call = openCall(chain, request, options);
  if (forced) call.failures.push(forcedFailure(members[0].reranker));
  const end = forced?.to === "first-stage" ? 1 : members.length;
  for (let at = forced ? 1 : 0; at < end; at++) {
    const member = members[at] as FallbackMember;
    const limitMs = limitFor(chain, call, members.length - 1 - at);
    if (limitMs === 0) {
      noteNoTime(chain, call, member.reranker);
      break;
    }
    const response = await ask(chain, call, member, limitMs);
    if (response) return call.failures.length === 0 ? response : standIn(chain, call, response);
  }
  return nobody(chain, call);
}

function openCall({ budgetMs, clock }: FallbackChain, request: RerankRequest, options: CallOptions): Call {
  const { timeoutMs = Number.POSITIVE_INFINITY } = options;
  const wholeMs = Math.min(budgetMs, timeoutMs);
  const marginMs = marginOf(wholeMs);
  return { request, options, endsAt: clock.now() + wholeMs - marginMs, marginMs, failures: [] };
}

/** What is left for turns: nothing once the caller's signal has timed out. */
function leftOf({ clock }: FallbackChain, { endsAt, options }: Call): number {
  return options.signal?.aborted ? 0 : endsAt - clock.now();
}

/** How long the next one may take. */
function limitFor(chain: FallbackChain, call: Call, later: number): number {
  const leftMs = leftOf(chain, call);
  // Where so little is left that a share of it would be no time, one is asked rather than nobody.
  return leftMs < shortestTurnMs ? 0 : Math.max(shortestTurnMs, limitOf(leftMs, later, chain.reserveMs));
}

/** The member's answer; undefined where somebody else may answer. @throws what nobody may stand in for. */
async function ask(
  chain: FallbackChain,
  call: Call,
  member: FallbackMember,
  limitMs: number,
): Promise<RerankResponse | undefined> {
  const { clock, open } = chain;
  const { reranker } = member;
  const startedAt = clock.now();
  try {
    const turn = { limitMs, graceMs: call.marginMs / 2, clock, open };
    const response = await takeTurn(reranker.id, (mine) => reranker.rerank(call.request, mine), call.options, turn);
    const { kind, scored } = response.outcome;
    if (scored > 0) member.hasScored = true;
    if (kind !== "first-stage") return response;
    call.failures.push(unansweredFailure(reranker, response));
  } catch (thrown) {
    noteFailure(chain, call, member, thrown, clock.now() - startedAt);
  }
  return undefined;
}

function noteFailure(chain: FallbackChain, call: Call, member: FallbackMember, thrown: unknown, ms: number): void {
  assertWanted(call);
  const { id } = member.reranker;
  const error = errorFrom(thrown, id);
  const attempts = attemptsOf(error, id, ms);
  if (!chain.mayStandIn(error, member)) throw errorWithAttempts(error, [...attemptsIn(call.failures), ...attempts]);
  call.failures.push({ rerankerId: id, error, attempts });
}

/** The reranker asked stands in the attempts all the same, another one in the warnings alone. */
function noteNoTime(chain: FallbackChain, call: Call, reranker: Reranker): void {
  const failure = noTimeFailure(reranker);
  if (call.failures.length > 0) call.failures.push(failure);
  else noteFailure(chain, call, chain.members[0], failure.error, 0);
}

function standIn(chain: FallbackChain, call: Call, response: RerankResponse): RerankResponse {
  assertWanted(call);
  const failures = call.failures as readonly Failure[] as Failures;
  chain.emit(degradedEvent(chain.members[0].reranker, failures, response.rerankerId));
  return standInResponse(response, failures);
}

/** First-stage order. @throws the failure of the reranker asked, or that time ran out, where the chain is strict. */
function nobody(chain: FallbackChain, call: Call): RerankResponse {
  const failures = call.failures as readonly Failure[] as Failures;
  if (chain.strict) {
    const isLate = leftOf(chain, call) < timerErrorMs;
    const late = isLate ? failures.findLast(({ error }) => error.code === "timeout") : undefined;
    throw errorWithAttempts((late ?? failures[0]).error, attemptsIn(failures));
  }
  const asked = chain.members[0].reranker;
  chain.emit(degradedEvent(asked, failures, undefined));
  return nobodyResponse(asked, call.request, failures);
}

/** @throws the caller's reason where it wants no answer any more: nobody else is asked then, and nothing is told. */
function assertWanted({ options: { signal } }: Call): void {
  if (signal?.aborted && !isTimeoutReason(signal.reason)) throw signal.reason;
}
