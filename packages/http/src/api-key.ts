import { rerankError } from "@secondpass/core";

/** A key, or what fetches it before each request, so that it can be rotated. */
export type ApiKey = string | (() => string | Promise<string>);

/** Where a provider's key comes from. */
export interface KeySource {
  /** Whose key it is, for messages. */
  readonly provider: string;
  /** Given in code; goes before the environment. */
  readonly apiKey?: ApiKey | undefined;
  /** Environment variables, the first that is set is taken. */
  readonly variables: readonly string[];
  /** Whether there is nothing without it. */
  readonly required: boolean;
}

/**
 * The key to send; undefined where there is none and none is needed. Blanks around it are taken off.
 *
 * @throws RerankError `auth` where a required key is missing, saying which variable to set; where it has a character that a
 *   header cannot carry, saying where; where the function that fetches it fails.
 */
export async function resolveApiKey(source: KeySource): Promise<string | undefined> {
  const { apiKey } = source;
  const name = source.variables.find((variable) => process.env[variable]?.trim());
  const given = typeof apiKey === "function" ? await fetchKey(apiKey, source) : apiKey;
  const key = (given ?? (name && process.env[name]))?.trim();
  if (key) return checkCharacters(key, given === undefined ? name : undefined, source);
  if (!source.required) return undefined;
  const { provider, variables } = source;
  throw rerankError("auth", `${provider}: no API key; set ${variables.join(" or ")}, or pass apiKey`, { provider });
}

async function fetchKey(apiKey: () => string | Promise<string>, { provider }: KeySource): Promise<string | undefined> {
  const key: unknown = await Promise.resolve()
    .then(apiKey)
    .catch(() => undefined);
  if (typeof key === "string") return key;
  // What it threw may quote the key.
  throw rerankError("auth", `${provider}: the apiKey function failed or gave no text`, { provider });
}

function checkCharacters(key: string, variable: string | undefined, { provider }: KeySource): string {
  const at = [...key].findIndex((character) => character < "!" || character > "~");
  if (at < 0) return key;
  const where = variable === undefined ? "" : ` in ${variable}`;
  const message = `${provider}: the API key${where} has a character at place ${at + 1} that is no visible ASCII; copy it again`;
  throw rerankError("auth", message, { provider });
}
