import { z } from "zod";

/** What holds where nothing is set. */
export interface ResilienceDefaults {
  readonly attemptTimeoutMs: number;
  readonly retries: number;
  readonly resetTimeoutMs: number;
  readonly budgetMs: number;
  readonly strict: boolean;
}

/** The defaults of every stack: the first three hold for each of its rerankers, the others for the whole. */
export const resilienceDefaults: ResilienceDefaults = {
  attemptTimeoutMs: 1000,
  retries: 1,
  resetTimeoutMs: 15_000,
  budgetMs: 2000,
  strict: false,
};

/** The longest delay that timers take. */
const longestMs = 2 ** 31 - 1;

const wholeNumberTo10 = "a whole number from 0 to 10";
const milliseconds = `a number of milliseconds above 0 and at most ${longestMs}`;

function time(description: string, standard: number): z.ZodType<number> {
  return z.number({ error: milliseconds }).positive().max(longestMs).meta({ description, default: standard });
}

const retries = z
  .int({ error: wholeNumberTo10 })
  .min(0)
  .max(10)
  .meta({ description: "Attempts after the first one.", default: resilienceDefaults.retries });

/** Settings of each reranker in a stack. The messages say what a value must be. */
export const resilienceShape: Readonly<Record<"attemptTimeoutMs" | "retry" | "circuitBreaker", z.ZodType>> = {
  attemptTimeoutMs: time("Milliseconds for one attempt.", resilienceDefaults.attemptTimeoutMs),
  retry: z
    .union([z.literal(false), z.strictObject({ retries: retries.optional() })], {
      error: "false, or an object with retries",
    })
    .meta({ description: "false: a failed attempt is not repeated." }),
  circuitBreaker: z
    .union(
      [
        z.literal(false),
        z.strictObject({
          resetTimeoutMs: time(
            "Milliseconds before an open breaker lets a probe through; longer than any attempt and the budget.",
            resilienceDefaults.resetTimeoutMs,
          ).optional(),
        }),
      ],
      { error: "false, or an object with resetTimeoutMs" },
    )
    .meta({ description: "false: no breaker." }),
};

/** The keys of settings that are objects. */
export const nestedKeys: Readonly<Record<string, readonly string[]>> = {
  retry: ["retries"],
  circuitBreaker: ["resetTimeoutMs"],
};

/** Settings of a whole stack. */
export const stackShape: Readonly<Record<"budgetMs" | "strict", z.ZodType>> = {
  budgetMs: time("Milliseconds for the whole call, fallbacks included.", resilienceDefaults.budgetMs),
  strict: z.boolean({ error: "true or false" }).meta({
    description: "true: no first-stage order at the end; failures throw.",
    default: resilienceDefaults.strict,
  }),
};

/** Keys that are known but not taken yet. */
export const laterKeys: readonly string[] = ["cache", "telemetry"];
