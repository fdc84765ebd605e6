import { type Reranker, rerankError } from "@secondpass/core";
import { nearest } from "./nearest.ts";
import { defaultReranker, providers } from "./providers.ts";

/**
 * Makes the reranker that a shorthand names: `provider` or `provider:tail`, e.g. "lexical". The provider's package is loaded
 * only then. Default: "lexical".
 *
 * @throws RerankError `misconfigured` where there is no such provider, naming the nearest one; the provider's own error where
 *   the tail is not to its liking.
 */
export async function resolveReranker(shorthand: string = defaultReranker): Promise<Reranker> {
  const colon = shorthand.indexOf(":");
  const name = colon < 0 ? shorthand : shorthand.slice(0, colon);
  const load = Object.hasOwn(providers, name) ? providers[name] : undefined;
  if (!load) throw unknownProvider(name);
  const provider = await load();
  if (colon < 0) return provider.create(provider.parse({}));
  const tail = shorthand.slice(colon + 1);
  return provider.create(provider.parse(provider.shorthand ? provider.shorthand(tail) : { model: tail }));
}

function unknownProvider(name: string): Error {
  const known = Object.keys(providers);
  const near = nearest(name, known);
  const hint = near === undefined ? "" : ` Did you mean "${near}"?`;
  return rerankError("misconfigured", `there is no reranker "${name}"; known: ${known.join(", ")}.${hint}`);
}
