import type { Provider, Reranker } from "@secondpass/core";
import { createEndpoint } from "./compatible.ts";
import type { Dialect } from "./dialect.ts";
import { infinity as infinityDialect } from "./dialects/infinity.ts";
import { llamacpp as llamacppDialect } from "./dialects/llamacpp.ts";
import { mixedbread as mixedbreadDialect } from "./dialects/mixedbread.ts";
import { together as togetherDialect } from "./dialects/together.ts";
import { vllm as vllmDialect } from "./dialects/vllm.ts";
import { checkEndpointOptions, type EndpointOptions } from "./options.ts";

/** A reranker by a vLLM server: `vllm({ url: "http://localhost:8000" })`. Throws `misconfigured` naming the option. */
export function vllm(options: EndpointOptions): Reranker {
  return createEndpoint(vllmDialect, checkEndpointOptions(options, vllmDialect, false));
}

/** A reranker by an Infinity server: `infinity({ url: "http://localhost:7997" })`. Throws `misconfigured` naming the option. */
export function infinity(options: EndpointOptions): Reranker {
  return createEndpoint(infinityDialect, checkEndpointOptions(options, infinityDialect, false));
}

/** A reranker by llama.cpp's server: `llamacpp({ url: "http://localhost:8080" })`. Throws `misconfigured` naming the option. */
export function llamacpp(options: EndpointOptions): Reranker {
  return createEndpoint(llamacppDialect, checkEndpointOptions(options, llamacppDialect, false));
}

/** A reranker by Mixedbread's API. Throws `misconfigured` naming the option. */
export function mixedbread(options: EndpointOptions = {}): Reranker {
  return createEndpoint(mixedbreadDialect, checkEndpointOptions(options, mixedbreadDialect, false));
}

/** A reranker by a dedicated endpoint at Together: `together({ model: "…" })`. Throws `misconfigured` naming the option. */
export function together(options: EndpointOptions): Reranker {
  return createEndpoint(togetherDialect, checkEndpointOptions(options, togetherDialect, false));
}

/** `vllm` from configuration, or "vllm:http://localhost:8000#model". `parse` throws `misconfigured` naming the option. */
export const vllmProvider: Provider<EndpointOptions> = selfHosted(vllmDialect, vllm);

/** `infinity` from configuration, or "infinity:http://localhost:7997#model". `parse` throws `misconfigured` naming the option. */
export const infinityProvider: Provider<EndpointOptions> = selfHosted(infinityDialect, infinity);

/** `llamacpp` from configuration, or "llamacpp:http://localhost:8080". `parse` throws `misconfigured` naming the option. */
export const llamacppProvider: Provider<EndpointOptions> = selfHosted(llamacppDialect, llamacpp);

/** `mixedbread` from configuration, or "mixedbread:model". `parse` throws `misconfigured` naming the option. */
export const mixedbreadProvider: Provider<EndpointOptions> = hosted(mixedbreadDialect, mixedbread);

/** `together` from configuration, or "together:model". `parse` throws `misconfigured` naming the option. */
export const togetherProvider: Provider<EndpointOptions> = hosted(togetherDialect, together);

type Factory = (options: EndpointOptions) => Reranker;

function selfHosted(dialect: Dialect, create: Factory): Provider<EndpointOptions> {
  return { ...hosted(dialect, create), shorthand: urlAndModel };
}

function hosted(dialect: Dialect, create: Factory): Provider<EndpointOptions> {
  return {
    parse: (input) => checkEndpointOptions(input, dialect, true),
    shorthand: (tail) => ({ model: tail }),
    create,
  };
}

/** "http://host:8000#model": a fragment is nothing that a server's address could have. */
function urlAndModel(tail: string): EndpointOptions {
  const hash = tail.indexOf("#");
  return hash < 0 ? { url: tail } : { url: tail.slice(0, hash), model: tail.slice(hash + 1) };
}
