export { createTokenizer } from "./create-tokenizer.ts";
export type { PairTokenizer } from "./types.ts";
