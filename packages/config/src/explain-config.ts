import { createFaults } from "./faults.ts";
import { type FilePlan, readFile } from "./read-file.ts";
import type { Providers } from "./reranker-config.ts";

/**
 * What a configuration file's content comes to: for each entry who is asked, in which order, with which guards, and where each
 * value comes from. It makes no reranker.
 *
 * @throws RerankError `misconfigured` as `parseConfig` does.
 */
export function explainConfig(input: unknown, providers: Providers): FilePlan {
  const faults = createFaults();
  const plan = readFile(input, providers, faults);
  faults.throwIfAny();
  return plan;
}
