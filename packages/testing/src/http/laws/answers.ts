import type { Fault } from "../../faults/fault.ts";
import { send } from "../../faults/write.ts";
import { demand } from "../../law.ts";
import { complaintOf, endOf, faultsOf, inShape, tryEach } from "../judge.ts";
import type { HttpLaw } from "../law.ts";
import { mutateBody } from "../mutate-body.ts";
import { mutationCount } from "../mutation-count.ts";
import { peakGrowth } from "../peak-growth.ts";
import { ask, askUnder, withReranker, withServer } from "../trial.ts";
import { faultLaw } from "./fault-law.ts";

/** What reading and refusing an answer may cost beside what the process has already. */
const mostGrowth = 32 * 2 ** 20;

const size: HttpLaw = {
  name: "an answer that is too large is response_too_large, and is not held in memory",
  check: (subject) =>
    withServer(subject, async (server) => {
      // What is loaded with the first answer is not the large one's fault.
      await askUnder(subject, server, "gzip");
      await tryEach(faultsOf("size"), async (fault) => {
        const { result, growth } = await peakGrowth(() => askUnder(subject, server, fault.name));
        const wrong = complaintOf(fault, result, subject);
        return wrong ?? (growth > mostGrowth ? `the process grew by ${growth >> 20} MiB` : undefined);
      });
    }),
};

/** What may come of an answer that was mutated. */
const tolerated: readonly string[] = ["answer", "malformed", "response_too_large"];

const mutations: HttpLaw = {
  name: "whatever a mutated answer holds, it is an answer in shape or malformed",
  async check(subject) {
    const { seed: first = 20261121, mutations: count = mutationCount() } = subject;
    let seed = first;
    const mutated: Fault = {
      name: "mutated",
      kind: "body",
      about: "The right answer, mutated.",
      expects: ["answer", "malformed", "response_too_large"],
      play: (exchange) => send(exchange, { body: mutateBody(seed, JSON.stringify(exchange.good())) }),
    };
    await withServer(
      subject,
      (server) =>
        withReranker(subject, { baseUrl: server.urlOf("mutated") }, async (reranker) => {
          for (; seed < first + count; seed++) {
            const settled = await ask(reranker);
            const end = endOf(settled);
            demand(tolerated.includes(end), `mutateBody(${seed}, body): expected an answer or malformed, got ${end}`);
            const fine = settled.kind !== "resolved" || inShape(settled.value.ranking);
            demand(fine, `mutateBody(${seed}, body): the answer is out of shape`);
          }
        }),
      { faults: [mutated] },
    );
  },
};

/** What every object inherited before any answer came. */
const native: ReadonlySet<PropertyKey> = new Set(Reflect.ownKeys(Object.prototype));

const pollution: HttpLaw = {
  name: "no answer reaches the prototype of objects",
  check: (subject) =>
    withServer(subject, async (server) => {
      for (const name of ["rows-with-more", "rows-inherited"]) await askUnder(subject, server, name);
      const more = Reflect.ownKeys(Object.prototype).filter((key) => !native.has(key));
      for (const key of more) Reflect.deleteProperty(Object.prototype, key);
      demand(more.length === 0, `every object has new members: ${more.map(String).join(", ")}`);
    }),
};

/** What comes back. */
export const answerLaws: readonly HttpLaw[] = [
  faultLaw("an answer that is odd but right is understood", "odd"),
  faultLaw("a body that does not answer is malformed", "body"),
  faultLaw("broken HTTP is protocol, connection or malformed", "framing"),
  size,
  pollution,
  mutations,
];
