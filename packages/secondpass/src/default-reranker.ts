/** What serves where nothing is asked for. */
export interface DefaultReranker {
  readonly shorthand: string;
  /** What a person should know of the choice. */
  readonly notice?: string;
}

/** The bundled local model where it is installed, else the lexical reranker, with a word on what is missing. */
export function defaultReranker(): DefaultReranker {
  const missing = packages.filter((name) => !isInstalled(name));
  if (missing.length === 0) return { shorthand: "onnx" };
  const notice = `reranking by words alone; for a model that understands paraphrase: npm install ${packages.join(" ")}`;
  return { shorthand: "lexical", notice };
}

const packages = ["@secondpass/onnx", "@secondpass/mini"];

function isInstalled(name: string): boolean {
  try {
    import.meta.resolve(name);
    return true;
  } catch {
    return false;
  }
}
