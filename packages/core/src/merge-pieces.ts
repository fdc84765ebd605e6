import { malformed } from "./check-answer.ts";
import type { PairScore, RerankerDefinition } from "./definition.ts";
import type { RerankError } from "./errors.ts";
import type { Prepared } from "./prepare.ts";
import type { Usage, Warning } from "./response.ts";
import type { PieceResult } from "./run-pieces.ts";
import type { ScoreScale } from "./traits.ts";

/** The pieces' answers as one. */
export interface Merged {
  /** Per document that was sent, its row; undefined where nobody scored it. */
  readonly rows: readonly (PairScore | undefined)[];
  /** The places that have a row, in the order in which the rows came. */
  readonly arrived: readonly number[];
  readonly partial: boolean;
  readonly scoreScale: ScoreScale;
  readonly revision?: string | undefined;
  readonly usage?: Usage | undefined;
  readonly warnings: readonly Warning[];
}

/**
 * Merges what the pieces of one call answered.
 *
 * @throws the first failure where every piece failed; `malformed` where scales of pieces differ, or an order came in pieces.
 */
export function mergePieces(
  definition: RerankerDefinition,
  prepared: Prepared,
  results: readonly PieceResult[],
): Merged {
  const answers = results.flatMap(({ answer }) => answer ?? []);
  const errors = results.flatMap(({ error }) => error ?? []);
  if (errors[0] && answers.length === 0) throw errors[0];
  const rows = new Array<PairScore | undefined>(prepared.sent.length).fill(undefined);
  const arrived: number[] = [];
  for (const { piece, answer } of results) {
    if (!answer) continue;
    for (const at of answer.arrived) {
      const place = piece.places[at] as number;
      rows[place] = answer.rows[at];
      arrived.push(place);
    }
  }
  const { traits } = definition;
  const missing = answers.reduce((sum, answer) => sum + answer.missing, 0);
  return {
    rows,
    arrived,
    partial: errors.length > 0 || missing > 0,
    scoreScale: commonScale(definition, answers),
    revision: answers.find(({ revision }) => revision !== undefined)?.revision ?? traits.revision,
    usage: sumUsage(answers.flatMap(({ usage }) => usage ?? [])),
    warnings: [
      ...distinct(answers.flatMap(({ warnings }) => warnings)),
      ...failureWarning(errors, results.length),
      ...missingWarning(missing),
    ],
  };
}

function commonScale(
  { id, traits }: RerankerDefinition,
  answers: readonly { scoreScale?: ScoreScale | undefined }[],
): ScoreScale {
  const scales = new Set(answers.map(({ scoreScale }) => scoreScale ?? traits.scoreScale));
  const [scale = traits.scoreScale] = scales;
  if (scales.size > 1) throw malformed(id, "parts of the list came back on different score scales");
  if (scale === "rank" && answers.length > 1)
    throw malformed(id, "parts of the list came back as ranks, which cannot be merged");
  return scale;
}

function sumUsage(usages: readonly Usage[]): Usage | undefined {
  if (usages.length === 0) return undefined;
  const sum: Record<string, number> = {};
  for (const usage of usages) {
    for (const [name, value] of Object.entries(usage)) sum[name] = (sum[name] ?? 0) + value;
  }
  return sum;
}

function distinct(warnings: readonly Warning[]): readonly Warning[] {
  return [...new Map(warnings.map((warning) => [`${warning.code}\n${warning.message}`, warning])).values()];
}

function failureWarning(errors: readonly RerankError[], pieces: number): readonly Warning[] {
  const [first] = errors;
  if (!first) return [];
  const codes = [...new Set(errors.map(({ code }) => code))].join(", ");
  const message = `${errors.length} of ${pieces} parts of the list failed (${codes}); the first: ${first.message}`;
  return [{ code: "partial", message }];
}

function missingWarning(missing: number): readonly Warning[] {
  if (missing === 0) return [];
  return [{ code: "incomplete", message: `the answer left out ${missing} documents; they follow unscored` }];
}
