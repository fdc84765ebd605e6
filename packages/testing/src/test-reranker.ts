import { describe, it } from "vitest";
import { checkLaw, laws, type Subject } from "./laws.ts";

/** One law may take this long: 200 runs on a slow machine, with a slow reranker. */
const lawTimeoutMs = 120_000;

/**
 * Registers a vitest suite that puts a reranker under every law of the contract, each as a test with the law's name. A law
 * that says nothing about this reranker, or needs a capability that is not given, is skipped with the reason.
 *
 * @param name of the suite.
 * @param subject `create` and what else the reranker can show.
 */
export function testReranker(name: string, subject: Subject): void {
  describe(`${name} keeps the contract`, () => {
    for (const law of laws) {
      it(law.name, { timeout: lawTimeoutMs }, async ({ skip }) => {
        const verdict = await checkLaw(law, subject);
        if (verdict.verdict === "broken") throw verdict.error;
        if (verdict.verdict === "skipped") skip(verdict.reason);
      });
    }
  });
}
