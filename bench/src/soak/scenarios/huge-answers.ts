import type { RerankErrorCode } from "@secondpass/core";
import type { Scenario, Stage } from "../scenario.ts";
import { peakGrowth } from "./memory.ts";

/** What may come of each. */
const faults: Readonly<Record<string, readonly RerankErrorCode[]>> = {
  "body-400-mib": ["response_too_large"],
  huge: ["response_too_large"],
  endless: ["response_too_large"],
  "gzip-bomb": ["response_too_large"],
  "huge-error": ["response_too_large", "server_error"],
  "encodings-200": ["malformed", "protocol", "response_too_large"],
};

/** Answers that are too much for anybody's memory. */
export const hugeAnswers: Scenario = {
  id: "F14",
  about: "answers of hundreds of megabytes",
  async run(stage) {
    for (const fault of Object.keys(faults)) await meet(stage, fault);
  },
};

async function meet(stage: Stage, fault: string): Promise<void> {
  const { judge } = stage;
  stage.progress(fault);
  const backend = await stage.backend();
  const stack = stage.stack(backend, { attemptTimeoutMs: 1_000, circuitBreaker: false, retry: { retries: 0 } });
  const { reranker } = stack;
  // What a first call needs is no answer's doing.
  await stage.drive({ reranker, inFlight: 1, calls: 50 });
  await backend.play({ [fault]: 1 });
  const { result, growth } = await peakGrowth(() => stage.drive({ reranker, inFlight: 1, calls: 5 }));
  const rightly = faults[fault]?.reduce((sum, code) => sum + (stack.attempts.get(code) ?? 0), 0);
  judge.exactly(`${fault}: attempts that ended as they may, of 5`, rightly ?? 0, 5);
  judge.exactly(`${fault}: in first-stage order`, result.kinds["first-stage"], 5);
  judge.atMost(`${fault}: memory, at most above what it was`, growth / 2 ** 20, 32, "MiB");
  judge.atMost(`${fault}: longest call`, result.latencies.quantile(1), 250, "ms");
  await reranker.close();
  await backend.kill();
}
