import type { RerankRequest } from "@secondpass/core";
import { canary } from "../../canary.ts";
import type { ReceivedRequest } from "../../faults/read-requests.ts";
import { demand } from "../../law.ts";
import { endOf } from "../judge.ts";
import type { HttpLaw } from "../law.ts";
import type { HttpEndpoint, HttpSubject } from "../subject.ts";
import { ask, question, withReranker, withServer } from "../trial.ts";

/** The requests of one call that is answered. */
async function requestsOf(
  subject: HttpSubject,
  endpoint: Partial<HttpEndpoint> & { readonly path?: string } = {},
  request: RerankRequest = question,
): Promise<readonly ReceivedRequest[]> {
  let seen: readonly ReceivedRequest[] = [];
  await withServer(subject, async (server) => {
    const { path = "", ...rest } = endpoint;
    await withReranker(subject, { ...rest, baseUrl: server.url + path }, async (reranker) => {
      const end = endOf(await ask(reranker, {}, request));
      demand(end === "answer", `a server that does everything right got ${end}`);
    });
    seen = server.requests;
  });
  return seen;
}

const shape: HttpLaw = {
  name: "a call is one POST of JSON to the provider's path, with the documents in order",
  async check(subject) {
    const [request, ...more] = await requestsOf(subject);
    demand(request !== undefined && more.length === 0, `${more.length + 1} requests were sent`);
    const { method, path, headers } = request;
    demand(method === "POST" && path === subject.wire.path, `it was ${method} ${path}, not POST ${subject.wire.path}`);
    const type = headers["content-type"] ?? "";
    demand(/^application\/json(;|$)/i.test(type), `its content-type was "${type}"`);
    const documents = subject.wire.documentsOf(JSON.parse(request.body.toString()));
    demand(
      documents.join("\n") === question.documents.join("\n"),
      "its documents were not those that were given, in order",
    );
  },
};

const key: HttpLaw = {
  name: "the key is sent as Bearer KEY, and nowhere else",
  async check(subject) {
    for (const request of await requestsOf(subject)) {
      const { authorization, ...others } = request.headers;
      demand(authorization === `Bearer ${canary.key}`, "authorization was not exactly Bearer KEY");
      const elsewhere = [request.path, request.body.toString(), ...Object.values(others)].join("\n");
      demand(!elsewhere.includes(canary.key), "the key was in the path, the body or another header");
    }
  },
};

const keyless: HttpLaw = {
  name: "without a key no authorization is sent",
  appliesNot: (subject) => (subject.keyless ? undefined : "it needs a key"),
  async check(subject) {
    const [request] = await requestsOf(subject, { apiKey: "" });
    demand(request?.headers.authorization === undefined, "there was an authorization header");
  },
};

const baseUrl: HttpLaw = {
  name: "the base URL keeps its path, and a slash at its end makes no difference",
  async check(subject) {
    for (const path of ["", "/", "/proxy", "/proxy/"]) {
      const [request] = await requestsOf(subject, { path });
      const right = path.replace(/\/$/, "") + subject.wire.path;
      demand(request?.path === right, `a base URL that ends in "${path}" led to ${request?.path}, not ${right}`);
    }
  },
};

const surrogates: HttpLaw = {
  name: "lone surrogates are sent as U+FFFD",
  async check(subject) {
    const request = { query: "lone \ud83d surrogate", documents: ["half \udc00 a pair", "a whole pair \u{1f600}"] };
    const [sent] = await requestsOf(subject, {}, request);
    const text = sent?.body.toString() ?? "";
    const documents = subject.wire.documentsOf(JSON.parse(text));
    demand(documents.join("|") === "half \ufffd a pair|a whole pair \u{1f600}", "the documents did not arrive so");
    demand(JSON.stringify(JSON.parse(text)).includes("lone \ufffd surrogate"), "the query did not arrive so");
  },
};

/** What goes out. */
export const requestLaws: readonly HttpLaw[] = [shape, key, keyless, baseUrl, surrogates];
