import { rerank } from "@secondpass/core";
import type { Scenario, Stage } from "../scenario.ts";

/** Code of the application's own that throws where it is called back. */
export const throwingHooks: Scenario = {
  id: "F31",
  about: "listeners throw, and documents that must not be looked at",
  async run(stage) {
    for (const kind of ["throws", "rejects"] as const) await listener(stage, kind);
    await documents(stage);
  },
};

async function listener(stage: Stage, kind: "throws" | "rejects"): Promise<void> {
  const { judge } = stage;
  stage.expectWarning("an onEvent listener failed");
  const backend = await stage.backend({ mix: { good: 1, "echo-500": 1, "row-missing": 1 } });
  let heard = 0;
  const onEvent = (): Promise<void> => {
    heard++;
    if (kind === "throws") throw new Error("a listener's own mistake");
    return Promise.reject(new Error("a listener's own mistake"));
  };
  const { reranker } = stage.stack(backend, { attemptTimeoutMs: 300, budgetMs: 600, circuitBreaker: false, onEvent });
  const calls = stage.calls(2_000);
  const { kinds } = await stage.drive({ reranker, inFlight: 8, calls });
  judge.exactly(`a listener that ${kind}: answered`, kinds.reranked + kinds["first-stage"], calls);
  judge.atLeast(`a listener that ${kind}: called all the same`, heard, calls);
}

/** Whoever turns such a document into text by itself, for an error or a log, would fail. */
async function documents(stage: Stage): Promise<void> {
  const { judge } = stage;
  const backend = await stage.backend({ mix: { good: 1, "echo-500": 1, "reset-before-bytes": 1 } });
  const { reranker } = stage.stack(backend, { attemptTimeoutMs: 300, budgetMs: 600, circuitBreaker: false });
  const own = Array.from({ length: 10 }, (_, at) => ({
    body: `document ${at}`,
    toJSON: () => fail("toJSON"),
    toString: () => fail("toString"),
  }));
  const calls = stage.calls(1_000);
  let answered = 0;
  for (let call = 0; call < calls; call++) {
    const result = await rerank({ reranker, query: "call 0.", documents: own, text: ({ body }) => body });
    if (new Set(result.documents).size === own.length && result.documents.every((one) => own.includes(one))) answered++;
  }
  judge.exactly("documents whose toJSON and toString throw: answered with these very objects", answered, calls);
}

function fail(name: string): never {
  throw new Error(`${name} was called`);
}
