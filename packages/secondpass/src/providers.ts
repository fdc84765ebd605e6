import type { Provider } from "@secondpass/core";
import type { KnownProviders } from "./known-providers.ts";
import { optionalPackage } from "./optional-package.ts";

/** Every provider that this package knows, loaded when it is named. */
export const providers: { readonly [Name in keyof KnownProviders]: () => Promise<KnownProviders[Name]> } = {
  lexical: async () => (await import("@secondpass/lexical")).lexicalProvider,
  onnx: async () => (await optionalPackage(() => import("@secondpass/onnx"), "@secondpass/onnx")).onnxProvider,
  cohere: async () => (await import("@secondpass/cohere")).cohereProvider,
  voyage: async () => (await import("@secondpass/voyage")).voyageProvider,
  jina: async () => (await import("@secondpass/jina")).jinaProvider,
  tei: async () => (await import("@secondpass/tei")).teiProvider,
  vllm: async () => (await import("@secondpass/compatible")).vllmProvider,
  infinity: async () => (await import("@secondpass/compatible")).infinityProvider,
  llamacpp: async () => (await import("@secondpass/compatible")).llamacppProvider,
  mixedbread: async () => (await import("@secondpass/compatible")).mixedbreadProvider,
  together: async () => (await import("@secondpass/compatible")).togetherProvider,
  compatible: async () => (await import("@secondpass/compatible")).compatibleProvider,
};

/** How the provider of a name is loaded; undefined where there is none. */
export function loaderOf(name: string): (() => Promise<Provider>) | undefined {
  return Object.hasOwn(providers, name) ? providers[name as keyof KnownProviders] : undefined;
}
