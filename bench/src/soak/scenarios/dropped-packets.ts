import { command, has } from "../own-network.ts";
import type { Scenario } from "../scenario.ts";

const noNft = "nft is not there (Debian: nftables)";

/** The network swallows everything, so that connections look open on both sides. */
export const halfOpen: Scenario = {
  id: "F18",
  about: "all packets are dropped, then none",
  ownNetwork: true,
  async run(stage) {
    if (!has("nft")) return stage.judge.skip("all", noNft);
    command("ip", "link", "set", "lo", "up");
    const { judge } = stage;
    const budgetMs = 500;
    const backend = await stage.backend();
    const { reranker } = stage.stack(backend, { attemptTimeoutMs: 200, budgetMs, circuitBreaker: false });
    const load = { reranker, inFlight: 8 };
    const before = await stage.drive({ ...load, calls: 200 });
    judge.exactly("answered before, of 200", before.kinds.reranked, 200);
    drop(portOf(backend.place.url));
    const calls = stage.calls(200, 50);
    const meanwhile = await stage.drive({ ...load, calls });
    judge.exactly(`meanwhile: in first-stage order, of ${calls}`, meanwhile.kinds["first-stage"], calls);
    judge.atMost(`meanwhile: p99, deadline ${budgetMs} ms`, meanwhile.latencies.quantile(0.99), budgetMs + 25, "ms");
    judge.atMost("meanwhile: max", meanwhile.latencies.quantile(1), budgetMs + 250, "ms");
    command("nft", "flush", "ruleset");
    const first = await stage.drive({ ...load, inFlight: 1, calls: 1 });
    judge.exactly("the first call afterwards is answered", first.kinds.reranked, 1);
    const after = await stage.drive({ ...load, calls: 200 });
    judge.exactly("answered afterwards, of 200", after.kinds.reranked, 200);
    // Of the connections whose end was dropped too the server never hears: they are its own to give up.
    await reranker.close();
    await backend.kill();
  },
};

/** A fifth of what goes to the server gets lost. */
export const packetLoss: Scenario = {
  id: "F19",
  about: "20 % of the packets to the server are lost",
  ownNetwork: true,
  async run(stage) {
    if (!has("nft")) return stage.judge.skip("all", noNft);
    command("ip", "link", "set", "lo", "up");
    const { judge } = stage;
    const budgetMs = 1_000;
    const backend = await stage.backend();
    const stack = stage.stack(backend, { attemptTimeoutMs: budgetMs, budgetMs });
    const { reranker } = stack;
    drop(portOf(backend.place.url), "numgen random mod 100 < 20");
    const calls = stage.calls(2_000, 200);
    const { kinds, latencies } = await stage.drive({ reranker, inFlight: 16, calls });
    const [p50, p90] = [0.5, 0.9].map(latencies.quantile) as [number, number];
    judge.atMost(
      `answers without scores, of ${calls} (p50 ${Math.round(p50)} ms, p90 ${Math.round(p90)} ms)`,
      kinds["first-stage"],
      Math.floor(0.02 * calls),
    );
    judge.exactly("times that the breaker opened", stack.first("open") ? 1 : 0, 0);
    judge.atMost(`p99, deadline ${budgetMs} ms`, latencies.quantile(0.99), budgetMs + 25, "ms");
  },
};

function portOf(url: string): string {
  return new URL(url).port;
}

/** Drops packets to a port, and without a condition those from it too. */
function drop(port: string, condition = ""): void {
  command("nft", "add", "table", "inet", "soak");
  command("nft", "add", "chain", "inet", "soak", "input", "{ type filter hook input priority 0; }");
  const ends = condition === "" ? ["dport", "sport"] : ["dport"];
  for (const end of ends) command("nft", `add rule inet soak input tcp ${end} ${port} ${condition} drop`);
}
