import {
  firstStageResponse,
  type Reranker,
  type RerankRequest,
  type RerankResponse,
  treatments,
  type Warning,
} from "@secondpass/core";
import type { DegradedEvent } from "./events.ts";
import { attemptsIn, type Failures } from "./fallback-failure.ts";

/** The answer of another reranker: its own scores, scale, revision and id, and why it was asked. */
export function standInResponse(response: RerankResponse, failures: Failures): RerankResponse {
  const { kind, scored, attempts } = response.outcome;
  const warnings: Warning[] = failures.map(({ rerankerId, error: { code, message } }) => ({
    code,
    message: `${response.rerankerId} answered for ${rerankerId}: ${message}`,
  }));
  warnings.push(...response.warnings);
  if (kind === "partial" && !response.warnings.some(({ code }) => code === "partial")) {
    warnings.push({ code: "partial", message: `${response.rerankerId} scored ${scored} of the documents, not all` });
  }
  const outcome = { kind: "fallback", scored, attempts: [...attemptsIn(failures), ...attempts] } as const;
  return { ...response, outcome, warnings };
}

/** The answer when nobody scored: core's, for the reranker asked, with everybody's attempts and a warning for each. */
export function nobodyResponse(asked: Reranker, request: RerankRequest, failures: Failures): RerankResponse {
  const [first, ...others] = failures;
  const response = firstStageResponse(asked, request, first.error, attemptsIn(failures));
  if (others.length === 0) return response;
  const more = others.map(({ rerankerId, error: { code, message } }) => ({
    code,
    message: `${rerankerId} could not answer for it: ${message}`,
  }));
  return { ...response, warnings: [...response.warnings, ...more] };
}

/** What is told of such an answer. One failure that is for people to hear of, whoever's it is, makes it an error. */
export function degradedEvent(asked: Reranker, failures: Failures, answeredBy: string | undefined): DegradedEvent {
  const loud = failures.some(({ error }) => treatments[error.code].loud);
  return {
    type: "degraded",
    level: loud ? "error" : "warning",
    rerankerId: asked.id,
    kind: answeredBy === undefined ? "first-stage" : "fallback",
    code: failures[0].error.code,
    answeredBy,
  };
}
