import { startFaultServer } from "../../faults/fault-server.ts";
import { demand } from "../../law.ts";
import { complaintOf, endOf, faultsOf, tryEach } from "../judge.ts";
import type { HttpLaw } from "../law.ts";
import { ask, askUnder, withReranker, withServer } from "../trial.ts";
import { faultLaw } from "./fault-law.ts";

const refused: HttpLaw = {
  name: "a refused connection is connection",
  async check(subject) {
    // A port where somebody listened a moment ago, and nobody does now.
    const gone = await startFaultServer();
    await gone.close();
    const end = endOf(await withReranker(subject, { baseUrl: gone.url }, (reranker) => ask(reranker)));
    demand(end === "connection", `expected connection, got ${end}`);
  },
};

const tls: HttpLaw = {
  name: "a secure connection that cannot be trusted is tls",
  check: (subject) =>
    withServer(
      subject,
      async (server) => {
        await tryEach(faultsOf("tls"), async (fault) =>
          complaintOf(fault, await askUnder(subject, server, fault.name), subject),
        );
        if (!subject.takesCa) return;
        const endpoint = { baseUrl: server.httpsUrl as string, ca: server.ca };
        const end = endOf(await withReranker(subject, endpoint, (reranker) => ask(reranker)));
        demand(end === "answer", `with its authority trusted, a good certificate got ${end}`);
      },
      { tls: true },
    ),
};

/** So many kept connections die at once: one retry must not take another dead one. */
const warmCalls = 4;

const stale: HttpLaw = {
  name: "a kept connection that died is replaced by a fresh one, once, unseen by the caller",
  async check(subject) {
    for (const { name } of faultsOf("stale")) {
      await withServer(subject, (server) =>
        withReranker(subject, { baseUrl: server.urlOf(name) }, async (reranker) => {
          const warm = await Promise.all(Array.from({ length: warmCalls }, () => ask(reranker)));
          demand(
            warm.map(endOf).every((end) => end === "answer"),
            `${name}: the first calls got ${warm.map(endOf)}`,
          );
          const before = server.requestCount;
          const end = endOf(await ask(reranker));
          demand(end === "answer", `${name}: the next call got ${end}`);
          const sent = server.requestCount - before;
          demand(sent <= 2, `${name}: the next call was sent ${sent} times`);
        }),
      );
    }
  },
};

/** What happens to connections. */
export const connectionLaws: readonly HttpLaw[] = [
  refused,
  faultLaw("a connection that ends too soon is connection, or malformed where a body was cut", "hang-up"),
  tls,
  stale,
];
