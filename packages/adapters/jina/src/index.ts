export { jina } from "./jina.ts";
export { type JinaModel, jinaModels } from "./models.ts";
export type { JinaOptions } from "./options.ts";
export { jinaProvider } from "./provider.ts";
