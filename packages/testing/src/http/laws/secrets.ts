import { isRerankError } from "@secondpass/core";
import { canariesIn, canary } from "../../canary.ts";
import { faults } from "../../faults/faults.ts";
import { demand } from "../../law.ts";
import type { Settled } from "../../settle.ts";
import { complaintOf, faultsOf, tryEach } from "../judge.ts";
import type { HttpLaw } from "../law.ts";
import { textsOf, withConsoleRead } from "../leaks.ts";
import type { HttpEndpoint, HttpSubject } from "../subject.ts";
import { ask, askUnder, withReranker, withServer } from "../trial.ts";

/** Beside what is echoed: errors of every other sort. */
const others = ["body-html", "score-null", "index-string", "not-http", "redirect-307", "fin-in-body", "body-gzip-lie"];

const errors: HttpLaw = {
  name: "no error and no log holds key, query or documents, even where the server repeats them",
  check: (subject) =>
    withServer(subject, (server) =>
      tryEach([...faultsOf("echo"), ...faults.filter(({ name }) => others.includes(name))], async (fault) => {
        const { result, written } = await withConsoleRead(() => askUnder(subject, server, fault.name));
        const wrong = fault.kind === "echo" ? complaintOf(fault, result, subject) : undefined;
        return wrong ?? leakIn(result, written);
      }),
    ),
};

/** Where a canary turned up, and which. */
function leakIn(settled: Settled, written: string): string | undefined {
  const texts = settled.kind === "rejected" ? textsOf(settled.reason) : [];
  const leaks = [...texts, ["the console", written] as const]
    .map(([where, text]) => ({ where, leaked: canariesIn(text) }))
    .filter(({ leaked }) => leaked.length > 0)
    .map(({ where, leaked }) => `${where} holds the ${leaked.join(" and the ")}`);
  return leaks.length === 0 ? undefined : leaks.join("; ");
}

type Endpoint = Partial<HttpEndpoint> & { readonly baseUrl: string };

/** Keys and URLs that cannot be used, each with the canary inside. */
const unusable: Readonly<Record<string, (url: string) => Endpoint>> = {
  "a key with a line break": (baseUrl) => ({ baseUrl, apiKey: `${canary.key}\nx: y` }),
  "a key with a zero-width space": (baseUrl) => ({ baseUrl, apiKey: `${canary.key}\u200b${canary.key}` }),
  "a key with an umlaut": (baseUrl) => ({ baseUrl, apiKey: `${canary.key}ä` }),
  "a base URL with a password": (baseUrl) => ({ baseUrl: baseUrl.replace("//", `//user:${canary.key}@`) }),
};

/** How the attempt to use it ended: an error of `create`, too, is an end. */
async function refusal(subject: HttpSubject, endpoint: Endpoint): Promise<Settled> {
  try {
    return await withReranker(subject, endpoint, (reranker) => ask(reranker));
  } catch (reason) {
    return { kind: "rejected", reason };
  }
}

const refusals: HttpLaw = {
  name: "a key or URL that cannot be sent is refused before use, without being quoted",
  check: (subject) =>
    withServer(subject, async (server) => {
      for (const [what, endpointFor] of Object.entries(unusable)) {
        const { result, written } = await withConsoleRead(() => refusal(subject, endpointFor(server.url)));
        demand(result.kind === "rejected" && server.requestCount === 0, `${what} was used`);
        const code = isRerankError(result.reason) ? result.reason.code : undefined;
        demand(code !== "internal", `${what} led to "internal", as if it were a bug`);
        const leak = leakIn(result, written);
        demand(leak === undefined, `${what}: ${leak}`);
      }
    }),
};

/** What must stay between the adapter and its provider. */
export const secretLaws: readonly HttpLaw[] = [errors, refusals];
