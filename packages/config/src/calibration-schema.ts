import { z } from "zod";

const share = z.number().min(0).max(1);
const count = z.int().min(0);

/**
 * A calibration for the JSON Schema. Core checks it when it is read: there is one description of what holds, and here what an editor
 * can tell of it.
 */
export const calibrationSchema: z.ZodType = z
  .union([
    z
      .string()
      .regex(/\S/)
      .meta({ description: "The path of what `secondpass calibrate` has written, relative to this file." }),
    z.strictObject({
      version: z.literal(1),
      rerankerId: z.string(),
      revision: z.string().optional(),
      scoreScale: z.enum(["probability", "logit", "similarity", "unknown"]),
      method: z.enum(["platt", "isotonic", "temperature"]),
      parameters: z.union([
        z.strictObject({ slope: z.number().positive(), intercept: z.number() }),
        z.strictObject({ temperature: z.number().positive() }),
        z.strictObject({
          scores: z.array(z.number()).min(1),
          probabilities: z.array(z.number().positive().lt(1)).min(1),
        }),
      ]),
      counts: z.strictObject({ queries: count, pairs: count, relevant: count }),
      figures: z.strictObject({
        auc: z.strictObject({ mean: share, low: share, high: share }),
        brier: share,
        ece: share,
        logLoss: z.number().min(0),
      }),
      dataset: z.string(),
      relevantFrom: z.number(),
      unjudged: z.enum(["skip", "not-relevant"]),
      forced: z.literal(true).optional(),
      madeAt: z.string(),
    }),
  ])
  .meta({ description: "Turns this reranker's scores into probabilities; no fallback inherits it." });
