import type { CallScope } from "./call-scope.ts";
import { type CheckedAnswer, checkAnswer } from "./check-answer.ts";
import { type Clock, systemClock } from "./clock.ts";
import type { RerankerDefinition, ScoreContext } from "./definition.ts";
import { errorFrom } from "./error-from.ts";
import { createLifecycle } from "./lifecycle.ts";
import { mergePieces } from "./merge-pieces.ts";
import { rankDocuments } from "./order.ts";
import { type Piece, planPieces } from "./plan-pieces.ts";
import { prepare, subRequest } from "./prepare.ts";
import type { CallOptions, RerankRequest } from "./request.ts";
import type { Reranker } from "./reranker.ts";
import type { RerankResponse } from "./response.ts";
import { type PieceResult, runPieces } from "./run-pieces.ts";
import { checkOptions, validateCall } from "./validate-request.ts";

/** What a reranker takes from its surroundings. */
export interface Surroundings {
  /** Default: the process's monotonic clock. */
  readonly clock?: Clock | undefined;
}

/**
 * Makes a Reranker of an adapter that scores. Everything that all rerankers owe their callers happens here, once: checking
 * the request, leaving out blank and repeated documents, splitting by limits, budget and abort, checking the answer, order,
 * topN, errors by code, close.
 */
export function defineReranker(definition: RerankerDefinition, surroundings: Surroundings = {}): Reranker {
  const { clock = systemClock } = surroundings;
  const life = createLifecycle(definition.id, clock, async () => definition.close?.());
  return {
    id: definition.id,
    get traits() {
      return definition.traits;
    },
    async rerank(request, options = {}) {
      life.assertOpen();
      validateCall(request, options);
      return life.call(options, (scope) =>
        errorsByCode(scope, definition, () => rerankWithin(scope, definition, request, options, clock)),
      );
    },
    async warmup(options = {}) {
      life.assertOpen();
      checkOptions(options);
      await life.call(options, (scope) =>
        errorsByCode(scope, definition, () =>
          scope.race((async () => definition.warmup?.(contextOf(scope, options)))()),
        ),
      );
    },
    close: life.close,
    [Symbol.asyncDispose]: life.close,
  };
}

async function rerankWithin(
  scope: CallScope,
  definition: RerankerDefinition,
  request: RerankRequest,
  options: CallOptions,
  clock: Clock,
): Promise<RerankResponse> {
  const start = clock.now();
  const prepared = prepare(request.documents, definition.traits.pointwise);
  const results = prepared.sent.length === 0 ? [] : await scoreAll(scope, definition, request, options, prepared.sent);
  const merged = mergePieces(definition, prepared, results);
  const ranking = rankDocuments(prepared, merged);
  const attempt = { rerankerId: definition.id, result: "ok", durationMs: clock.now() - start } as const;
  return {
    ranking: request.topN === undefined ? ranking : ranking.slice(0, request.topN),
    rerankerId: definition.id,
    ...(merged.revision === undefined ? {} : { revision: merged.revision }),
    scoreScale: merged.scoreScale,
    outcome: {
      kind: merged.partial ? "partial" : "reranked",
      scored: ranking.filter(({ score }) => score !== null).length,
      attempts: results.length === 0 ? [] : [attempt],
    },
    ...(merged.usage === undefined ? {} : { usage: merged.usage }),
    warnings: merged.warnings,
  };
}

/** Sends the documents at `sent`, in as many pieces as the limits demand. */
async function scoreAll(
  scope: CallScope,
  definition: RerankerDefinition,
  request: RerankRequest,
  options: CallOptions,
  sent: readonly number[],
): Promise<readonly PieceResult[]> {
  const context = contextOf(scope, options);
  const whole = subRequest(request, sent);
  const pieces = planPieces(whole, sent, definition);
  const score = async (piece: Piece): Promise<CheckedAnswer> => {
    const part = pieces.length === 1 ? whole : subRequest(whole, piece.places);
    return checkAnswer(await definition.score(part, context), {
      id: definition.id,
      count: part.documents.length,
      incomplete: definition.incomplete ?? "reject",
    });
  };
  return runPieces(pieces, score, scope, definition.id);
}

/** Whatever the adapter's own code throws (score, warmup, countTokens, a getter) is an error by code; an abort stays itself. */
async function errorsByCode<T>(scope: CallScope, { id }: RerankerDefinition, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    throw scope.endedBy() === "caller" || scope.endedBy() === "closed" ? scope.reason() : errorFrom(thrown, id);
  }
}

function contextOf(scope: CallScope, { tenant, headers, providerOptions }: CallOptions): ScoreContext {
  return {
    signal: scope.signal(),
    remainingMs: scope.remainingMs,
    ...(tenant === undefined ? {} : { tenant }),
    ...(headers === undefined ? {} : { headers }),
    ...(providerOptions === undefined ? {} : { providerOptions }),
  };
}
