import { lexical } from "@secondpass/lexical";
import { testReranker } from "@secondpass/testing";
import { scriptedReranker } from "@secondpass/testing/scripted";
import { resilient } from "./resilient.ts";

const hanging = () => scriptedReranker({ otherwise: { hang: true } });
const random = (): number => 0;

testReranker("the stack, strict, around a script", {
  create: () => resilient(scriptedReranker(), { strict: true }),
  createHanging: () => resilient(hanging(), { strict: true, fallbacks: [hanging()] }),
  createFailing: (text) => resilient(scriptedReranker({ otherwise: { fail: new Error(text) } }), { strict: true }),
  createAnswering: (answer) => resilient(scriptedReranker({ otherwise: { answer } }), { strict: true, random }),
  wrap: (inner) => resilient(inner, { strict: true }),
});

testReranker("the stack, ending in first-stage order, around a script", {
  create: () => resilient(scriptedReranker()),
  createHanging: () => resilient(hanging(), { fallbacks: [hanging()] }),
  createFailing: (text) => resilient(scriptedReranker({ otherwise: { fail: new Error(text) } })),
  createAnswering: (answer) => resilient(scriptedReranker({ otherwise: { answer } }), { random }),
  wrap: (inner) => resilient(inner),
  failsOpen: true,
});

testReranker("the stack, strict, answered by a fallback with wrappers of its own", {
  create: () => resilient(failing(), { strict: true, fallbacks: [{ reranker: scriptedReranker() }], retry: false }),
  createHanging: () => resilient(failing(), { strict: true, fallbacks: [{ reranker: hanging() }], retry: false }),
  wrap: (reranker) => resilient(failing(), { strict: true, fallbacks: [{ reranker }], retry: false }),
});

testReranker("the stack, strict, around BM25", {
  create: () => resilient(lexical(), { strict: true }),
  wrap: (inner) => resilient(inner, { strict: true }),
  runs: 50,
});

function failing() {
  return scriptedReranker({ id: "a:1", otherwise: { fail: "overloaded" } });
}
