import { rerankError, type ScoreContext } from "@secondpass/core";

/** What one option may be. */
export interface OptionRule {
  /** For messages: "a whole number from 1 up". */
  readonly what: string;
  readonly holds: (value: unknown) => boolean;
  /** Why it has no place in configuration, which is plain data without secrets: "set COHERE_API_KEY". */
  readonly inCodeOnly?: string | undefined;
}

/** A rule for each option. */
export type OptionRules<Options> = Readonly<Record<keyof Options & string, OptionRule>>;

/** Rules that most options are made of. */
export const optionRules: Readonly<
  Record<
    "text" | "url" | "count" | "flag" | "milliseconds" | "headers" | "scoreScale" | "apiKey" | "dispatcher",
    OptionRule
  >
> = {
  text: { what: "a text that is not empty", holds: (value) => typeof value === "string" && value.trim() !== "" },
  url: {
    what: "a URL that starts with http:// or https://",
    holds: (value) => typeof value === "string" && /^https?:\/\/./i.test(value),
  },
  count: { what: "a whole number from 1 up", holds: (value) => Number.isInteger(value) && (value as number) >= 1 },
  flag: { what: "true or false", holds: (value) => typeof value === "boolean" },
  milliseconds: {
    what: "a number of milliseconds above 0",
    holds: (value) => Number.isFinite(value) && (value as number) > 0,
  },
  headers: {
    what: "an object of texts",
    holds: (value) => isObject(value) && Object.values(value).every((one) => typeof one === "string"),
  },
  scoreScale: {
    what: 'one of "probability", "logit", "similarity", "rank", "unknown"',
    holds: (value) => ["probability", "logit", "similarity", "rank", "unknown"].includes(value as string),
  },
  apiKey: {
    what: "a text or a function",
    holds: (value) => typeof value === "string" || typeof value === "function",
    inCodeOnly: "keys come from the environment",
  },
  dispatcher: { what: "a dispatcher of undici", holds: isObject, inCodeOnly: "it is no plain data" },
};

/** How options are checked. */
export interface OptionCheck<Options> {
  /** "cohere", for messages. */
  readonly provider: string;
  readonly rules: OptionRules<Options>;
  /** true: as configuration gives them, where keys and objects have no place. */
  readonly plain: boolean;
}

/** How the options of one call are checked. */
export type CallOptionCheck<Options> = Pick<OptionCheck<Options>, "provider" | "rules">;

/**
 * Checks options, as code or configuration gives them.
 *
 * @throws RerankError `misconfigured` naming the option and what it may be; the value is repeated only where it is a number or
 *   a flag, since it may be a key in the wrong place.
 */
export function checkOptions<Options>(given: unknown, { provider, rules, plain }: OptionCheck<Options>): Options {
  if (!isObject(given)) throw rerankError("misconfigured", `${provider}: the options must be an object`);
  const wrong = firstFault(given, rules, plain);
  if (wrong) throw rerankError("misconfigured", `${provider}: the option ${wrong}`);
  return given as Options;
}

/**
 * Checks what a call sets of its own for this provider: `providerOptions.PROVIDER`; `{}` where it sets nothing.
 *
 * @throws RerankError `bad_request` naming the member and what it may be.
 */
export function checkCallOptions<Options>(
  { providerOptions }: Pick<ScoreContext, "providerOptions">,
  { provider, rules }: CallOptionCheck<Options>,
): Partial<Options> {
  const given: unknown = providerOptions?.[provider];
  if (given === undefined) return {};
  const path = `${provider}: providerOptions.${provider}`;
  if (!isObject(given)) throw rerankError("bad_request", `${path} must be an object`, { provider });
  const wrong = firstFault(given, rules, false);
  if (wrong) throw rerankError("bad_request", `${path}.${wrong}`, { provider });
  return given;
}

/** The first option that will not do and why, in words. */
function firstFault(given: object, rules: OptionRules<never>, plain: boolean): string | undefined {
  for (const [name, value] of Object.entries(given)) {
    const rule = Object.hasOwn(rules, name) ? (rules as OptionRules<Record<string, unknown>>)[name] : undefined;
    const fault = rule ? faultOf(rule, value, plain) : `is unknown; known: ${Object.keys(rules).join(", ")}`;
    if (fault) return `${name} ${fault}`;
  }
  return undefined;
}

function faultOf(rule: OptionRule, value: unknown, plain: boolean): string | undefined {
  if (value === undefined) return undefined;
  if (plain && rule.inCodeOnly !== undefined) return `cannot stand in configuration: ${rule.inCodeOnly}`;
  if (rule.holds(value)) return undefined;
  const harmless = typeof value === "number" || typeof value === "boolean" || value === null;
  return `must be ${rule.what}${harmless ? `, is ${value}` : ""}`;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
