import { didYouMean } from "@secondpass/config";
import { type Reranker, rerankError } from "@secondpass/core";
import { defaultReranker } from "./default-reranker.ts";
import { loaderOf, providers } from "./providers.ts";

/**
 * Makes the reranker that a shorthand names: `provider` or `provider:tail`, e.g. "lexical" or "onnx:./models/minilm". The
 * provider's package is loaded only then. Default: the bundled local model where it is installed, else "lexical".
 *
 * @throws RerankError `misconfigured` where there is no such provider, naming the nearest one; the provider's own error where
 *   the tail is not to its liking.
 */
export async function resolveReranker(shorthand?: string): Promise<Reranker> {
  return create(shorthand ?? defaultReranker().shorthand);
}

async function create(shorthand: string): Promise<Reranker> {
  const colon = shorthand.indexOf(":");
  const name = colon < 0 ? shorthand : shorthand.slice(0, colon);
  const load = loaderOf(name);
  if (!load) throw unknownProvider(name);
  const provider = await load();
  if (colon < 0) return provider.create(provider.parse({}));
  const tail = shorthand.slice(colon + 1);
  return provider.create(provider.parse(provider.shorthand ? provider.shorthand(tail) : { model: tail }));
}

function unknownProvider(name: string): Error {
  const known = Object.keys(providers);
  const what = `there is no reranker "${name}"; known: ${known.join(", ")}.`;
  return rerankError("misconfigured", `${what}${didYouMean(name, known)}`);
}
