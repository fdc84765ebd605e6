import { describe, it } from "vitest";
import { checkHttpLaw, type HttpSubject, httpLaws } from "../http-laws.ts";
import { mutationCount } from "./mutation-count.ts";

/** One law may take this long: as many faults as there are, on a slow machine. */
const lawTimeoutMs = 120_000;

/** A mutated answer takes a tenth of this on a fast machine. */
const msPerMutation = 3;

/**
 * Registers a vitest suite that puts an HTTP adapter under every HTTP law, each as a test with the law's name, against a
 * server that goes wrong on purpose. It comes beside `testReranker`, which holds what all rerankers owe.
 *
 * @param name of the suite.
 * @param subject how the adapter is made, and how its provider's answers look.
 */
export function testHttpAdapter(name: string, subject: HttpSubject): void {
  const timeout = lawTimeoutMs + msPerMutation * (subject.mutations ?? mutationCount());
  describe(`${name} over HTTP`, () => {
    for (const law of httpLaws) {
      it(law.name, { timeout }, async ({ skip }) => {
        const verdict = await checkHttpLaw(law, subject);
        if (verdict.verdict === "broken") throw verdict.error;
        if (verdict.verdict === "skipped") skip(verdict.reason);
      });
    }
  });
}
