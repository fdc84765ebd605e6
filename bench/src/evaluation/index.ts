export { readBeirQrels, readCorpus, readQueries } from "./beir.ts";
export { type DatasetFiles, type HitListFiles, readDataset, readHitLists } from "./dataset.ts";
export { meanNdcg, type NdcgFigures, ndcg } from "./ndcg.ts";
export { type Hit, trecOrder } from "./order.ts";
export { readQrels, readRun } from "./trec.ts";
export type { Dataset, Qrels, Run } from "./types.ts";
