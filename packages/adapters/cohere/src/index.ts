export { cohere } from "./cohere.ts";
export type { CohereCallOptions, CohereOptions } from "./options.ts";
export { cohereProvider } from "./provider.ts";
