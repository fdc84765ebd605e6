import { Agent } from "undici";
import type { Scenario, Stage } from "../scenario.ts";

const budgetMs = 500;

/** What TLS refuses is no outage. */
export const certificates: Scenario = {
  id: "F21",
  about: "certificates that must not be trusted",
  async run(stage) {
    const { judge } = stage;
    const backend = await stage.backend({ tls: true });
    const { ca, httpsUrl, secureUrls } = backend.place;
    const dispatcher = new Agent({ connect: { ca: ca ?? "" } });
    // Connections of the adapter's own, where no certificate is looked at: those of a dispatcher are not the adapter's to end.
    const stackFor = (url: string, trusting = true) =>
      stage.stack(backend, { attemptTimeoutMs: 200, budgetMs }, { url, dispatcher: trusting ? dispatcher : undefined });
    try {
      const sound = await stage.drive({ reranker: stackFor(httpsUrl ?? "").reranker, inFlight: 4, calls: 100 });
      judge.exactly("a sound certificate: answered, of 100", sound.kinds.reranked, 100);
      const calls = stage.calls(500);
      for (const [name, url] of Object.entries(secureUrls)) {
        const { reranker } = stackFor(url, name !== "tls-handshake-hang");
        const tally = await stage.drive({ reranker, inFlight: 4, calls });
        if (name === "tls-handshake-hang") judgeHang(stage, tally, calls);
        else judge.exactly(`${name}: thrown as tls, of ${calls}`, tally.thrown.get("tls") ?? 0, calls);
      }
    } finally {
      await dispatcher.destroy();
    }
  },
};

function judgeHang({ judge }: Stage, { kinds, latencies }: Awaited<ReturnType<Stage["drive"]>>, calls: number): void {
  judge.exactly("tls-handshake-hang: in first-stage order", kinds["first-stage"], calls);
  judge.atMost(
    `tls-handshake-hang: longest call, deadline ${budgetMs} ms`,
    latencies.quantile(1),
    budgetMs + 250,
    "ms",
  );
}
