import { getEventListeners } from "node:events";
import type { Scenario } from "../scenario.ts";
import { heapAfterCollection } from "./memory.ts";

const markAt = 10_000;

/** An application that gives all of its calls one signal, which says that it shuts down. */
export const oneSignal: Scenario = {
  id: "F32",
  about: "every call is given one signal, as long as the application lives",
  async run(stage) {
    const { judge } = stage;
    const backend = await stage.backend({ mix: { good: 95, "echo-500": 3, "row-missing": 2 } });
    const { reranker } = stage.stack(backend, { attemptTimeoutMs: 500, budgetMs: 1_000 });
    const { signal } = new AbortController();
    const options = (): { readonly signal: AbortSignal } => ({ signal });
    const load = { reranker, inFlight: 16, documents: 5, options };
    await stage.drive({ ...load, calls: markAt });
    const before = heapAfterCollection();
    const calls = stage.calls(200_000);
    const { kinds, issued } = await stage.drive({
      ...load,
      calls,
      onAnswer: (call) => call % 1_000 === 0 && stage.progress(`${call} of ${calls + markAt} calls`),
    });
    const growth = (heapAfterCollection() - before) / 2 ** 20;
    judge.exactly(`answered, of ${calls}`, kinds.reranked + kinds["first-stage"], issued);
    judge.atMost(`heap after ${calls} calls and a collection, above that at call ${markAt}`, growth, 2, "MiB");
    judge.exactly("listeners on the signal", getEventListeners(signal, "abort").length, 0);
  },
};
