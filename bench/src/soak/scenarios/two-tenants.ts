import { setTimeout as sleep } from "node:timers/promises";
import type { Backend } from "../backend/backend.ts";
import { canary } from "../canary.ts";
import type { Scenario, Stage } from "../scenario.ts";
import type { Stack } from "../stack.ts";
import type { Tally } from "../tally.ts";

const faults = ["reset-before-bytes", "echo-503", "hang-before-headers", "row-missing"];
const keys = { first: `${canary.key}-first`, second: `${canary.key}-second` } as const;

/** A tenant's stack on one provider, with the other one to fall back to. */
interface Pair {
  readonly name: string;
  readonly key: string;
  readonly backend: Backend;
  readonly stack: Stack;
}

/** Two tenants with two providers: what one meets is no concern of the other's. */
export const twoTenants: Scenario = {
  id: "F24",
  about: "two tenants with two providers, which fail for one tenant in turns",
  async run(stage) {
    const backends = [await stage.backend(), await stage.backend()] as const;
    const pairs = Object.entries(keys).flatMap(([tenant, key]) =>
      backends.map((backend, at) =>
        pairOf(stage, `${tenant} tenant, ${backend.name}`, key, backend, backends[1 - at] as Backend),
      ),
    );
    let isOver = false;
    const until = (): boolean => isOver;
    const driving = pairs.map(({ stack: { reranker }, key }) =>
      stage.drive({ reranker, inFlight: 4, pauseMs: 2, until, scoreOf: stage.scoresFor(key) }),
    );
    await failInTurns(stage, backends);
    isOver = true;
    const tallies = await Promise.all(driving);
    for (const [at, pair] of pairs.entries()) judgePair(stage, pair, tallies[at] as Tally);
  },
};

function pairOf(stage: Stage, name: string, apiKey: string, backend: Backend, other: Backend): Pair {
  const options = {
    attemptTimeoutMs: 150,
    budgetMs: 500,
    circuitBreaker: { resetTimeoutMs: 600, windowMs: 600, maxOpenMs: 600 },
    fallbacks: [{ reranker: stage.adapter(other, { apiKey }) }],
  };
  return { name, key: apiKey, backend, stack: stage.stack(backend, options, { apiKey }) };
}

/** One provider at a time, with one fault at a time, and for one tenant only. */
async function failInTurns(stage: Stage, backends: readonly [Backend, Backend]): Promise<void> {
  const rounds = stage.calls(8, 4);
  for (let round = 0; round < rounds; round++) {
    const backend = backends[round % 2] as Backend;
    const fault = faults[(round >> 1) % faults.length] as string;
    stage.progress(`round ${round + 1} of ${rounds}: ${fault}`);
    await backend.play({ [fault]: 1 }, keys.first);
    await sleep(1_000);
    await backend.play({ good: 1 }, keys.first);
    await sleep(1_500);
  }
}

function judgePair({ judge }: Stage, { name, key, stack }: Pair, { issued, kinds }: Tally): void {
  if (key === keys.second) {
    judge.exactly(`${name}: other answers than its own provider's, of ${issued}`, issued - kinds.reranked, 0);
    judge.exactly(`${name}: changes of its breaker`, stack.heard.length, 0);
    return;
  }
  judge.atLeast(`${name}: answered by the other provider`, kinds.fallback, 100);
  judge.exactly(`${name}: answers without scores, of ${issued}`, kinds["first-stage"], 0);
  judge.atLeast(
    `${name}: times that its breaker opened`,
    stack.heard.filter(({ event }) => event.type === "open").length,
    1,
  );
  judge.exactly(`${name}: breaker in the end`, stack.state(), "closed");
}
