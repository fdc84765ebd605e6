/** Configuration as users write it. Type-checked only, never run. */
import type { Provider } from "@secondpass/core";
import { createReranker, type ParsedConfig, parseConfig } from "./index.ts";

declare const cohere: Provider<{ readonly model: string }>;
declare const tei: Provider<{ readonly url: string }>;
declare const lexical: Provider<{ readonly k1?: number | undefined }>;
const providers = { cohere, tei, lexical };

export const reranker = await createReranker(
  {
    provider: "cohere",
    model: "rerank-v3.5",
    attemptTimeoutMs: 800,
    budgetMs: 1500,
    retry: { retries: 1 },
    fallback: [{ provider: "tei", url: "http://localhost:8080", attemptTimeoutMs: 300 }, "lexical", "first-stage"],
  },
  providers,
);
await createReranker("tei:http://localhost:8080", providers);
await createReranker("lexical", providers, { random: Math.random, onEvent: ({ type }) => type, clock: undefined });
await createReranker({ provider: "lexical", retry: false, circuitBreaker: false, budgetMs: undefined }, providers);
// @ts-expect-error wrong option for the provider
await createReranker({ provider: "cohere", url: "m" }, providers);
// @ts-expect-error an option that the provider needs is missing
await createReranker({ provider: "tei" }, providers);
// @ts-expect-error unknown provider
await createReranker("chere:m", providers);
// @ts-expect-error unknown provider
await createReranker({ provider: "chere", model: "m" }, providers);
// @ts-expect-error a fallback has no budget of its own
await createReranker({ provider: "lexical", fallback: [{ provider: "lexical", budgetMs: 5 }] }, providers);
// @ts-expect-error there are no other entries here that a fallback could name
await createReranker({ provider: "lexical", fallback: ["offline"] }, providers);

declare const fromDisk: unknown;
const file: ParsedConfig<typeof providers> = parseConfig(fromDisk, providers);
const named = file.rerankers[file.default];
if (named) await createReranker(named, providers);
// @ts-expect-error there may be no entry of that name
await createReranker(file.rerankers.search, providers);
// @ts-expect-error what was parsed is read-only
file.default = "other";
