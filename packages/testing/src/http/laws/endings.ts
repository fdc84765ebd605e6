import { getEventListeners } from "node:events";
import { startFaultServer } from "../../faults/fault-server.ts";
import { demand } from "../../law.ts";
import { complaintOf, faultsOf, tryEach } from "../judge.ts";
import type { HttpLaw } from "../law.ts";
import { activeResources, kindsAbove } from "../resources.ts";
import { ask, eventually, withReranker, withServer } from "../trial.ts";

/** Long enough for a request to arrive, short enough to be waited for. */
const shortBudgetMs = 40;

const overTls = { tls: true };

const budget: HttpLaw = {
  name: "silence ends with the budget, as timeout, and the connection is let go",
  check: (subject) =>
    withServer(
      subject,
      (server) =>
        tryEach(faultsOf("hang"), async (fault) => {
          const wrong = await withReranker(subject, { baseUrl: server.urlOf(fault.name) }, async (reranker) => {
            const code = complaintOf(fault, await ask(reranker, { timeoutMs: shortBudgetMs }), subject);
            // While a secure connection is being made there is no request yet to give up: close ends it.
            const freed = fault.listen !== undefined || (await eventually(() => server.usedConnections === 0));
            demand(freed, `${fault.name}: the connection was still open after the call`);
            return code;
          });
          const closed = await eventually(() => server.openConnections === 0);
          demand(closed, `${fault.name}: close left a connection open`);
          return wrong;
        }),
      overTls,
    ),
};

const reasons: readonly unknown[] = [new Error("the user typed on"), "a string"];
const silences = ["hang-before-headers", "hang-in-headers", "hang-in-body", "drip-body", "tls-handshake-hang"];

const abort: HttpLaw = {
  name: "an abort in mid-flight rejects with the caller's own reason, and the connection is let go",
  check: (subject) =>
    withServer(
      subject,
      async (server) => {
        for (const [at, name] of silences.entries()) {
          await withReranker(subject, { baseUrl: server.urlOf(name) }, async (reranker) => {
            const reason = reasons[at % reasons.length];
            const controller = new AbortController();
            // What hangs before there is a request shows by its connection alone.
            const arrived = (): number => (name.startsWith("tls-") ? server.connections : server.requestCount);
            const before = arrived();
            const call = ask(reranker, { signal: controller.signal });
            demand(await eventually(() => arrived() > before), `${name}: nothing arrived`);
            controller.abort(reason);
            const settled = await call;
            demand(
              settled.kind === "rejected" && settled.reason === reason,
              `${name}: it did not reject with the reason`,
            );
            const over = name.startsWith("tls-") || (await eventually(() => server.usedConnections === 0));
            demand(over, `${name}: the connection was still open after the abort`);
          });
        }
      },
      overTls,
    ),
};

const listeners: HttpLaw = {
  name: "no listener stays on the caller's signal, however calls end",
  check: (subject) =>
    withServer(subject, async (server) => {
      const { signal } = new AbortController();
      for (const [fault, calls] of Object.entries({ good: 12, "status-500": 4, "body-html": 4, "hang-in-body": 2 })) {
        await withReranker(subject, { baseUrl: server.urlOf(fault) }, async (reranker) => {
          const timeoutMs = fault.startsWith("hang") ? shortBudgetMs : 4_000;
          for (let call = 0; call < calls; call++) await ask(reranker, { signal, timeoutMs });
        });
        const left = getEventListeners(signal, "abort").length;
        demand(left === 0, `${left} listeners after ${calls} calls that met "${fault}"`);
      }
    }),
};

/** A test runner's own timers and messages come and go, and on a busy machine they take their time to go. */
const looksForLeftovers = 1_500;

const leftovers: HttpLaw = {
  name: "after close no connection, timer or handle is left",
  async check(subject) {
    const before = await activeResources();
    const gone = await startFaultServer();
    await gone.close();
    await withServer(subject, async (server) => {
      const bases = [
        "good",
        "status-500",
        "redirect-307",
        "body-html",
        "hang-in-body",
        "reset-before-bytes",
        "gzip-bomb",
      ];
      for (const baseUrl of [...bases.map(server.urlOf), gone.url]) {
        await withReranker(subject, { baseUrl }, async (reranker) => {
          await Promise.all([
            ask(reranker, { timeoutMs: 2 * shortBudgetMs }),
            ask(reranker, { timeoutMs: shortBudgetMs }),
          ]);
          // Closed in mid-flight, too.
          void ask(reranker);
        });
        const freed = await eventually(() => server.openConnections === 0);
        demand(
          freed,
          `${server.openConnections} connections to ${baseUrl.slice(server.url.length)} are open after close`,
        );
      }
    });
    const ended = await eventually(() => kindsAbove(before).length === 0, looksForLeftovers);
    demand(ended, `what keeps the process alive: ${kindsAbove(before).join(", ")}`);
  },
};

/** How calls end, and what is left of them. */
export const endingLaws: readonly HttpLaw[] = [budget, abort, listeners, leftovers];
