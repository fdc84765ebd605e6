/** Names of the providers that come with Secondpass, for the JSON Schema. Other code takes the providers that it is handed. */
export const knownProviders: readonly string[] = [
  "lexical",
  "onnx",
  "cohere",
  "voyage",
  "jina",
  "tei",
  "vllm",
  "infinity",
  "llamacpp",
  "mixedbread",
  "together",
  "compatible",
];
