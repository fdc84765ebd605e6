import { rerankError } from "@secondpass/core";
import { lexical } from "@secondpass/lexical";
import { testReranker } from "@secondpass/testing";
import { scriptedReranker } from "@secondpass/testing/scripted";
import { withFallback } from "./with-fallback.ts";

const script = (id: string) => scriptedReranker({ id });
const failing = (id: string) => scriptedReranker({ id, otherwise: { fail: rerankError("overloaded", "m") } });

testReranker("withFallback, strict, around a script", {
  create: () => withFallback(script("a:1"), { strict: true }),
  createHanging: () => withFallback(scriptedReranker({ otherwise: { hang: true } }), { strict: true }),
  createFailing: (text) =>
    withFallback(scriptedReranker({ otherwise: { fail: new Error(text) } }), {
      strict: true,
      fallbacks: [failing("b:1")],
    }),
  createAnswering: (answer) => withFallback(scriptedReranker({ otherwise: { answer } }), { strict: true }),
  wrap: (inner) => withFallback(inner, { strict: true }),
});

testReranker("withFallback, strict, answered by its fallback", {
  create: () => withFallback(failing("a:1"), { strict: true, fallbacks: [script("b:1")] }),
  createHanging: () =>
    withFallback(failing("a:1"), { strict: true, fallbacks: [scriptedReranker({ otherwise: { hang: true } })] }),
  wrap: (fallback) => withFallback(failing("a:1"), { strict: true, fallbacks: [fallback] }),
});

testReranker("withFallback, strict, around BM25", {
  create: () => withFallback(lexical(), { strict: true }),
  wrap: (inner) => withFallback(inner, { strict: true }),
  runs: 50,
});

testReranker("withFallback around a script, ending in first-stage order", {
  create: () => withFallback(script("a:1")),
  createHanging: () => withFallback(scriptedReranker({ otherwise: { hang: true } })),
  createFailing: (text) => withFallback(scriptedReranker({ otherwise: { fail: new Error(text) } })),
  createAnswering: (answer) => withFallback(scriptedReranker({ otherwise: { answer } })),
  wrap: (inner) => withFallback(inner),
  failsOpen: true,
});

testReranker("withFallback, answered by its fallback, ending in first-stage order", {
  create: () => withFallback(failing("a:1"), { fallbacks: [script("b:1")] }),
  createHanging: () => withFallback(failing("a:1"), { fallbacks: [scriptedReranker({ otherwise: { hang: true } })] }),
  createFailing: (text) =>
    withFallback(failing("a:1"), {
      fallbacks: [scriptedReranker({ id: "b:1", otherwise: { fail: new Error(text) } })],
    }),
  wrap: (fallback) => withFallback(failing("a:1"), { fallbacks: [fallback] }),
  failsOpen: true,
});

testReranker("withFallback around BM25, ending in first-stage order", {
  create: () => withFallback(lexical()),
  wrap: (inner) => withFallback(inner),
  failsOpen: true,
  runs: 50,
});
