// A process of its own, so that going wrong takes none of the client's time, and so that it can be stopped and killed. It is
// sent its settings first, then orders, and ends with its parent.
import { startFaultServer } from "@secondpass/testing/faults";
import { randomNumbers } from "../overhead/texts.ts";
import { wireDialects } from "./backend/dialects.ts";
import type { BackendOrder, BackendPlace, BackendSettings, BackendView } from "./backend/messages.ts";
import { ownFaults } from "./backend/own-faults.ts";
import { createRepertoire } from "./backend/repertoire.ts";

process.once("disconnect", () => process.exit());
process.once("message", async (settings: BackendSettings) => {
  const { name, seed, mix, dialect: spoken = "tei", port, redirectTo, tls } = settings;
  const dialect = wireDialects[spoken];
  const counts = { gone: 0 };
  const repertoire = createRepertoire({ name, seed, dialect, own: ownFaults(randomNumbers(seed), counts), counts });
  repertoire.play(mix);
  const server = await startFaultServer({
    faults: [repertoire.fault],
    schedule: { seed, mix: { [repertoire.fault.name]: 1 } },
    rows: dialect.rows,
    // Whoever accepts a bad certificate gets an answer that is nobody's.
    goodBody: () => [],
    remember: 0,
    port,
    redirectTo,
    tls,
  });
  const view = (): BackendView => ({
    ...repertoire.view(),
    connections: server.connections,
    openConnections: server.openConnections,
    usedConnections: server.usedConnections,
    requests: server.requestCount,
    cpuMs: cpuMs(),
    problems: server.problems,
  });
  process.on("message", ({ id, order }: { readonly id: number; readonly order: BackendOrder }) => {
    if (order.type === "play") repertoire.play(order.mix, order.key);
    process.send?.({ id, view: order.type === "look" ? view() : undefined });
  });
  const { url, httpsUrl, ca } = server;
  const place: BackendPlace = { url, httpsUrl, ca, secureUrls: tls ? secureUrls(server.urlOf) : {} };
  process.send?.(place);
});

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function secureUrls(urlOf: (fault: string) => string): Record<string, string> {
  const names = ["tls-self-signed", "tls-expired", "tls-wrong-host", "tls-plaintext", "tls-handshake-hang"];
  return Object.fromEntries(names.map((name) => [name, urlOf(name)]));
}
