import type { Dialect, DialectSettings, ProviderLimits, ServerFlags } from "./dialect.ts";
import { countWords, logitOf, scoreWords } from "./score-words.ts";

/** What a server is to be, beside its dialect. */
export interface SettingsOptions {
  /** The key that is asked for. Default "test-key" where the dialect requires one, none otherwise. */
  readonly apiKey?: string | undefined;
  /**
   * A document's score, put on the wire as it is. Default: the share of the query's words that the document has,
   * squeezed into (0, 1), or the logit of that where the dialect or the request wants logits.
   */
  readonly score?: ((query: string, document: string, index: number) => unknown) | undefined;
  /** Tokens of a text, special ones aside. Default: words between white space. */
  readonly countTokens?: ((text: string) => number) | undefined;
  /** Over the dialect's own limits. */
  readonly limits?: { readonly [Name in keyof ProviderLimits]?: number | undefined } | undefined;
  /** How a self-hosted server was started. */
  readonly flags?: ServerFlags | undefined;
  /** Sends this JSON value in place of the payload of every accepted request; refusals stay. */
  readonly answer?: { readonly value: unknown } | undefined;
  /** Rearranges the rows before they are sent. */
  readonly permute?: (<Item>(rows: readonly Item[]) => Item[]) | undefined;
}

const unlimited: ProviderLimits = {
  maxDocuments: Number.POSITIVE_INFINITY,
  maxBodyBytes: Number.POSITIVE_INFINITY,
  maxTokens: Number.POSITIVE_INFINITY,
  maxQueryTokens: Number.POSITIVE_INFINITY,
  maxTotalTokens: Number.POSITIVE_INFINITY,
  maxCharacters: Number.POSITIVE_INFINITY,
  maxConcurrent: Number.POSITIVE_INFINITY,
  keepAliveMs: 0,
};

/** What a dialect gets to know of its server. */
export function settingsOf(
  dialect: Dialect,
  options: SettingsOptions,
  busy: DialectSettings["busy"] = { requests: 0, texts: 0 },
): DialectSettings {
  const { score, countTokens = countWords, permute, flags = {}, answer } = options;
  const given = Object.entries(options.limits ?? {}).filter(([, value]) => value !== undefined);
  return {
    apiKey: options.apiKey ?? (dialect.apiKeyRequired ? "test-key" : undefined),
    limits: { ...unlimited, ...dialect.limits, ...Object.fromEntries(given) },
    flags,
    busy,
    answer,
    countTokens,
    permute: (rows) => permute?.(rows) ?? rows,
    scoreOf(query, document, index, scale) {
      if (score) return score(query, document, index);
      const probability = scoreWords(query, document);
      return scale === "logit" ? logitOf(probability) : probability;
    },
  };
}
