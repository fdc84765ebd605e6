import { describe, it } from "vitest";
import { checkHttpLaw, type HttpSubject, httpLaws } from "../http-laws.ts";

/** One law may take this long: 500 calls on a slow machine, or as many faults as there are. */
const lawTimeoutMs = 120_000;

/**
 * Registers a vitest suite that puts an HTTP adapter under every HTTP law, each as a test with the law's name, against a
 * server that goes wrong on purpose. It comes beside `testReranker`, which holds what all rerankers owe.
 *
 * @param name of the suite.
 * @param subject how the adapter is made, and how its provider's answers look.
 */
export function testHttpAdapter(name: string, subject: HttpSubject): void {
  describe(`${name} over HTTP`, () => {
    for (const law of httpLaws) {
      it(law.name, { timeout: lawTimeoutMs }, async ({ skip }) => {
        const verdict = await checkHttpLaw(law, subject);
        if (verdict.verdict === "broken") throw verdict.error;
        if (verdict.verdict === "skipped") skip(verdict.reason);
      });
    }
  });
}
