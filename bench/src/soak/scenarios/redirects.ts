import type { Scenario, Stage } from "../scenario.ts";

/** Whoever follows takes key and documents to somebody else. */
export const redirects: Scenario = {
  id: "F22",
  about: "redirects to another origin",
  async run(stage) {
    const { judge } = stage;
    const other = await stage.backend();
    for (const status of [301, 302, 303, 307, 308]) await redirect(stage, status, other.place.url);
    const { requests, connections } = await other.look();
    judge.exactly("requests at the other origin", requests, 0);
    judge.exactly("connections to it", connections, 0);
  },
};

async function redirect(stage: Stage, status: number, redirectTo: string): Promise<void> {
  const { judge } = stage;
  const backend = await stage.backend({ redirectTo });
  const play = { [`redirect-${status}`]: 1 };
  await backend.play(play);
  const calls = stage.calls(500);
  const fresh = stage.stack(backend, {});
  const start = await stage.drive({ reranker: fresh.reranker, inFlight: 4, calls });
  judge.exactly(
    `${status} at start: thrown as misconfigured, of ${calls}`,
    start.thrown.get("misconfigured") ?? 0,
    calls,
  );

  await backend.play({ good: 1 });
  const running = stage.stack(backend, {});
  await stage.drive({ reranker: running.reranker, inFlight: 1, calls: 3 });
  await backend.play(play);
  const later = await stage.drive({ reranker: running.reranker, inFlight: 4, calls });
  const told = running.heard.filter(({ event }) => event.type === "degraded" && event.level === "error").length;
  judge.exactly(
    `${status} later: in first-stage order, and told as errors, of ${calls}`,
    `${later.kinds["first-stage"]}, ${told}`,
    `${calls}, ${calls}`,
  );
  await fresh.reranker.close();
  await running.reranker.close();
  await backend.kill();
}
