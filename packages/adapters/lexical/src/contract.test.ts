import { testReranker } from "@secondpass/testing";
import { corpusStatistics } from "./corpus-statistics.ts";
import { lexical } from "./lexical.ts";

testReranker("lexical over the candidates", { create: () => lexical() });

const corpus = [
  "a river of stone",
  "bread in winter",
  "the train leaves at noon",
  "Straße 42 東京",
  "how long is the river",
];

testReranker("lexical with corpus statistics", {
  create: () => lexical({ statistics: corpusStatistics(corpus) }),
});
