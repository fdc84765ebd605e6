export { type AnswerFile, openAnswerFile } from "./files/answer-file.ts";
export type { DatasetPaths } from "./files/dataset-files.ts";
export { type DatasetOptions, type OpenedDataset, readDataset } from "./files/read-dataset.ts";
export { readQrels } from "./files/read-qrels.ts";
export { readRun } from "./files/read-run.ts";
export { readTexts } from "./files/read-texts.ts";
export { writeFileAtomically } from "./files/write-file-atomically.ts";
export { writePerQueryCsv, writeQrels, writeRun } from "./files/write-formats.ts";
