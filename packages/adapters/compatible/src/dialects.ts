import type { Dialect } from "./dialect.ts";
import { infinity } from "./dialects/infinity.ts";
import { llamacpp } from "./dialects/llamacpp.ts";
import { mixedbread } from "./dialects/mixedbread.ts";
import { together } from "./dialects/together.ts";
import { vllm } from "./dialects/vllm.ts";

/** The dialects that this package knows by name. */
export type DialectName = "vllm" | "infinity" | "llamacpp" | "mixedbread" | "together";

/** The known dialects, as data: one's own may start from one of them, `{ ...dialects.vllm, name: "mine" }`. */
export const dialects: Readonly<Record<DialectName, Dialect>> = { vllm, infinity, llamacpp, mixedbread, together };

/** Whether a name is one of a known dialect. */
export function isDialectName(name: unknown): name is DialectName {
  return typeof name === "string" && Object.hasOwn(dialects, name);
}
