import type { Provider } from "@secondpass/core";

/** Every provider that comes with this package, loaded when it is named. */
export const providers: Readonly<Record<string, () => Promise<Provider>>> = {
  lexical: async () => (await import("@secondpass/lexical")).lexicalProvider,
};

/** What serves where nothing else is asked for. */
export const defaultReranker = "lexical";
