import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const animals = ["otter", "heron", "badger", "newt", "stoat", "raven", "adder", "pike", "shrew", "swift"];

/**
 * Writes a BEIR-shaped collection of ten queries into a folder. Of each the first document of `bm25.trec` is about something
 * else and the fourth is relevant, which shares its words; so whatever looks at words improves it.
 */
export function writeSmallCollection(folder: string): void {
  mkdirSync(join(folder, "qrels"), { recursive: true });
  const write = (name: string, lines: readonly string[]): void => writeFileSync(join(folder, name), `${lines.join("\n")}\n`);
  const texts = animals.flatMap((animal) => [
    { _id: `${animal}-food`, title: "", text: `What the ${animal} eats in winter: ${animal} food` },
    { _id: `${animal}-song`, title: "", text: "A song of three verses" },
    { _id: `${animal}-road`, title: "", text: "The road over the pass is closed" },
    { _id: `${animal}-bread`, title: "", text: "Bread with seeds" },
  ]);
  write("corpus.jsonl", texts.map((one) => JSON.stringify(one)));
  write("queries.jsonl", animals.map((animal) => JSON.stringify({ _id: `q-${animal}`, text: `${animal} food` })));
  write("qrels/test.tsv", [
    "query-id\tcorpus-id\tscore",
    ...animals.flatMap((animal) => [`q-${animal}\t${animal}-food\t1`, `q-${animal}\t${animal}-song\t0`]),
  ]);
  const order = ["song", "road", "bread", "food"];
  write("bm25.trec", animals.flatMap((animal) => order.map((name, at) => `q-${animal} Q0 ${animal}-${name} ${at + 1} ${9 - at} bm25`)));
}
