import type { Dialect } from "./dialect.ts";
import { cohere } from "./dialects/cohere.ts";
import { infinity } from "./dialects/infinity.ts";
import { jina } from "./dialects/jina.ts";
import { llamacpp } from "./dialects/llamacpp.ts";
import { mixedbread } from "./dialects/mixedbread.ts";
import { tei } from "./dialects/tei.ts";
import { together } from "./dialects/together.ts";
import { vllm } from "./dialects/vllm.ts";
import { voyage } from "./dialects/voyage.ts";

/** Every dialect by name. */
export const dialects: Readonly<
  Record<"cohere" | "voyage" | "jina" | "tei" | "vllm" | "infinity" | "llamacpp" | "mixedbread" | "together", Dialect>
> = { cohere, voyage, jina, tei, vllm, infinity, llamacpp, mixedbread, together };
