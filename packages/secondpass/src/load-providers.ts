import type { Provider } from "@secondpass/core";
import type { KnownProviders } from "./known-providers.ts";
import { loaderOf, providers } from "./providers.ts";

/**
 * All providers, so that a message can name them, of which only the named ones are loaded. One whose package is not installed
 * takes any options and fails where a reranker is made of it: an entry that nobody uses stops nobody.
 */
export async function loadProviders(names: readonly string[]): Promise<KnownProviders> {
  const all = Object.keys(providers).map(
    async (name) => [name, names.includes(name) ? await loaded(name) : notLoaded(name)] as const,
  );
  return Object.fromEntries(await Promise.all(all)) as KnownProviders;
}

async function loaded(name: string): Promise<Provider> {
  try {
    return (await loaderOf(name)?.()) ?? notLoaded(name);
  } catch (error) {
    return failing(error);
  }
}

function notLoaded(name: string): Provider {
  return failing(new Error(`the provider ${name} was not named`));
}

function failing(error: unknown): Provider {
  return {
    parse: (input) => input,
    create() {
      throw error;
    },
  };
}
