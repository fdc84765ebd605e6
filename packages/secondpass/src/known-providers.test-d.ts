/** The providers by name are typed as their packages have them. Type-checked only, never run. */
import type { OnnxOptions } from "@secondpass/onnx";
import { createReranker, loadConfig, type OnnxConfig } from "./index.ts";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
export const written: Same<{ [K in keyof OnnxConfig]: OnnxConfig[K] }, { [K in keyof OnnxOptions]: OnnxOptions[K] }> =
  true;

await createReranker();
await createReranker("vllm:http://localhost:8000#model");
await createReranker({ provider: "onnx", dtype: "int8", fallback: [{ provider: "lexical", k1: 0.9 }, "first-stage"] });
// @ts-expect-error unknown provider
await createReranker("chere");
// @ts-expect-error unknown option
await createReranker({ provider: "onnx", dtyp: "int8" });
// @ts-expect-error a wrong value
await createReranker({ provider: "onnx", dtype: "int9" });
// @ts-expect-error tei needs a url
await createReranker({ provider: "tei" });

const loaded = await loadConfig({ cwd: undefined, file: "secondpass.config.json" });
const entry = loaded?.rerankers[loaded.default];
if (entry) await createReranker(entry);
