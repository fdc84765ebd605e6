import type { Reranker } from "./reranker.ts";

/** What an adapter package exports beside its factory (cohereProvider, lexicalProvider, …), so that configuration can build it. */
export interface Provider<Options = unknown> {
  /** Validates the provider's own fields as plain data; the message names the path and the allowed values. */
  parse(input: unknown): Options;
  /** The fields that the tail of "provider:tail" stands for; without it `{ model: tail }`. A bare name is `{}`. */
  shorthand?(tail: string): unknown;
  create(options: Options): Reranker | Promise<Reranker>;
}
