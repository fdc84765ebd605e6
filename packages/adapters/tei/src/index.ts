export type { TeiOptions } from "./options.ts";
export { teiProvider } from "./provider.ts";
export { tei } from "./tei.ts";
