export type { Dataset } from "./types.ts";
