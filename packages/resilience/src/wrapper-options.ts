import { rerankError } from "@secondpass/core";

/** What one option of a wrapper may be. */
export interface OptionRule {
  /** For messages: "a whole number from 1 up". */
  readonly what: string;
  readonly holds: (value: unknown) => boolean;
  /** For messages, what to do: "say how long one attempt may take". */
  readonly advice?: string | undefined;
  /** Whether it may not be left out. Default false. */
  readonly needed?: boolean | undefined;
}

/** A rule for each option. */
export type OptionRules<Options> = Readonly<Record<keyof Options & string, OptionRule>>;

/** The longest delay that timers take, about 24.8 days. */
const longestMs = 2 ** 31 - 1;

const isFunction = (value: unknown): boolean => typeof value === "function";

/** Rules that most wrappers share. */
export const optionRules: Readonly<Record<"milliseconds" | "delay" | "clock" | "random" | "onEvent", OptionRule>> = {
  milliseconds: {
    what: `a number of milliseconds above 0, at most ${longestMs}`,
    holds: (value) => typeof value === "number" && value > 0 && value <= longestMs,
  },
  delay: {
    what: `a number of milliseconds from 0 to ${longestMs}`,
    holds: (value) => typeof value === "number" && value >= 0 && value <= longestMs,
  },
  clock: {
    what: "an object with now() and after(), as systemClock",
    holds: (value) => isObject(value) && "now" in value && "after" in value,
    advice: "leave it out, except in tests",
  },
  random: {
    what: "a function that returns a number from 0 to 1, as Math.random",
    holds: isFunction,
    advice: "leave it out, except in tests",
  },
  onEvent: { what: "a function that takes an event", holds: isFunction },
};

/**
 * Checks what a wrapper is made with.
 *
 * @throws RerankError `misconfigured` naming the option, what it may be and what to do.
 */
export function checkWrapperOptions<Options>(wrapper: string, given: Options, rules: OptionRules<Options>): void {
  if (!isObject(given)) throw rerankError("misconfigured", `${wrapper}: the options must be an object`);
  const names = Object.keys(rules);
  const unknown = Object.keys(given).find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw rerankError("misconfigured", `${wrapper}: the option ${unknown} is unknown; known: ${names.join(", ")}`);
  }
  for (const name of names as (keyof Options & string)[]) checkOption(wrapper, name, given[name], rules[name]);
}

function checkOption(wrapper: string, name: string, value: unknown, rule: OptionRule): void {
  if (value === undefined ? !rule.needed : rule.holds(value)) return;
  const shown = value === undefined || value === null || typeof value === "number" || typeof value === "boolean";
  const is = shown ? `, is ${value}` : "";
  const advice = rule.advice === undefined ? "" : `: ${rule.advice}`;
  throw rerankError("misconfigured", `${wrapper}: the option ${name} must be ${rule.what}${is}${advice}`);
}

/** Whether a value is an object and no array. */
export function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
