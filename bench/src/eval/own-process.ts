import { evaluate, parseMeasure } from "@secondpass/eval";
import { readQrels, readRun } from "@secondpass/eval/files";
import { measureNames, type Sample } from "./sample.ts";

const [qrelsFile = "", runFile = ""] = process.argv.slice(2);
const started = performance.now();
const cpuStarted = process.cpuUsage();
const qrels = await readQrels(qrelsFile);
const run = await readRun(runFile);
const { means } = evaluate(run, qrels, measureNames.map(parseMeasure));
const { user, system } = process.cpuUsage(cpuStarted);
const sample: Omit<Sample, "processSeconds"> = {
  seconds: (performance.now() - started) / 1000,
  cpuSeconds: (user + system) / 1e6,
  peakRssMb: process.resourceUsage().maxRSS / 1024,
  figures: Object.fromEntries(means),
  version: `Node ${process.version}`,
};
process.stdout.write(JSON.stringify(sample));
