// Does reranking help? The sample collection in the given order, by words, and by the bundled model.
import { fileURLToPath } from "node:url";
import { evaluateSystems, formatFigure, parseMeasures, rerankDataset } from "@secondpass/eval";
import { readDataset } from "@secondpass/eval/files";
import { resolveReranker } from "secondpass";

const folder = fileURLToPath(new URL("../sample/", import.meta.url));
const { firstStage = new Map(), ...parts } = await readDataset({ folder, run: `${folder}first-stage.trec` });
const dataset = { ...parts, firstStage };

const systems = [];
for (const name of ["lexical", "onnx"]) {
  await using reranker = await resolveReranker(name);
  systems.push({ name, ...(await rerankDataset({ reranker, dataset })) });
}

const results = evaluateSystems({ dataset, systems, measures: parseMeasures("nDCG@10, RR@10"), depth: 100 });
for (const { name, measures } of results.systems) {
  const { mean = 0, low = 0, high = 0 } = measures["nDCG@10"] ?? {};
  console.log(`${name}: nDCG@10 ${formatFigure(mean)} (${formatFigure(low)} to ${formatFigure(high)})`);
}
for (const { system, verdict, wins, losses, measure } of results.comparisons) {
  if (measure === "nDCG@10") console.log(`${system}: ${verdict}, ${wins} queries won and ${losses} lost`);
}
