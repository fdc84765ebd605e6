export type { VoyageCallOptions, VoyageHost, VoyageOptions } from "./options.ts";
export { voyageProvider } from "./provider.ts";
export { voyage } from "./voyage.ts";
