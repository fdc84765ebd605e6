import { type Fault, faults } from "@secondpass/testing/faults";
import type { DialectName } from "../backend/dialects.ts";
import type { Scenario, Stage } from "../scenario.ts";

const bodies: readonly Fault[] = faults.filter(({ kind }) => kind === "body" || kind === "framing");
const dialects: readonly DialectName[] = ["tei", "cohere", "jina", "voyage"];

/** A 200 that says nothing usable, to each of the adapters. */
export const malformedAnswers: Scenario = {
  id: "F15",
  about: "malformed answers, to four adapters",
  async run(stage) {
    for (const dialect of dialects) await meet(stage, dialect);
  },
};

async function meet(stage: Stage, dialect: DialectName): Promise<void> {
  const { judge } = stage;
  const backend = await stage.backend({ dialect });
  const stack = stage.stack(backend, { attemptTimeoutMs: 1_000, circuitBreaker: false, retry: { retries: 0 } });
  const { reranker } = stack;
  const well = await stage.drive({ reranker, inFlight: 1, calls: 3 });
  judge.exactly(`${dialect}: well before, of 3`, well.kinds.reranked, 3);
  const strange: string[] = [];
  for (const { name, expects } of bodies) {
    stage.progress(`${dialect}: ${name}`);
    await backend.play({ [name]: 1 });
    await stage.drive({
      reranker,
      inFlight: 1,
      calls: 1,
      onAnswer(_call, { outcome }) {
        const result = outcome.attempts[0]?.result ?? "ok";
        if (!expects.includes(result === "ok" ? "answer" : result)) strange.push(`${name}: ${result}`);
      },
    });
  }
  judge.exactly(
    `${dialect}: ${bodies.length} bodies that are taken otherwise than they may be`,
    strange.join(", "),
    "",
  );
  await mutate(stage, dialect, backend, stack);
  await reranker.close();
  await backend.kill();
}

/** What is still a right answer by chance is one; all else is `malformed`. */
async function mutate(
  stage: Stage,
  dialect: DialectName,
  backend: Awaited<ReturnType<Stage["backend"]>>,
  { reranker, attempts }: ReturnType<Stage["stack"]>,
): Promise<void> {
  await backend.play({ mutated: 1 });
  const before = attempts.get("malformed") ?? 0;
  const calls = stage.calls(2_000);
  const { kinds } = await stage.drive({ reranker, inFlight: 4, calls, scoreOf: () => "any" });
  const malformed = (attempts.get("malformed") ?? 0) - before;
  stage.judge.exactly(
    `${dialect}: mutated answers neither right nor malformed, of ${calls}`,
    calls - malformed - kinds.reranked,
    0,
  );
}
