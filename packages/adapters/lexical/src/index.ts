export { type CorpusStatistics, corpusStatistics } from "./corpus-statistics.ts";
export { lexical } from "./lexical.ts";
export { type LexicalHit, type LexicalIndex, lexicalIndex } from "./lexical-index.ts";
export type { LexicalOptions } from "./options.ts";
export { lexicalProvider } from "./provider.ts";
export { segmentWords } from "./segment-words.ts";
