import { isRerankErrorCode, rerankError } from "@secondpass/core";
import { type OptionRule, optionRules } from "@secondpass/http";
import type { Dialect } from "./dialect.ts";
import { isMemberPath } from "./member-path.ts";

/** What an object of a dialect may hold: a rule for each member, and the members that must be there. */
interface Shape {
  readonly rules: Readonly<Record<string, OptionRule>>;
  readonly needed: readonly string[];
}

const { text, url, count, flag, scoreScale } = optionRules;

const object: OptionRule = { what: "an object", holds: isObject };
const path: OptionRule = {
  what: 'a member\'s name, or a path of names such as "input.documents"',
  holds: isMemberPath,
};
const names: OptionRule = {
  what: "a list of names of environment variables",
  holds: (value) => isListOf(value, (one) => typeof one === "string" && /^[A-Z_][A-Z0-9_]*$/i.test(one)),
};
const paths: OptionRule = {
  what: "a list of members' names or paths",
  holds: (value) => isListOf(value, isMemberPath),
};
const pattern: OptionRule = {
  what: "a regular expression",
  holds: (value) => typeof value === "string" && value !== "" && compiles(value),
};
const status: OptionRule = { what: "a status from 300 to 599", holds: (value) => isWithin(value, 300, 599) };

const shapes = {
  dialect: {
    needed: ["name", "path", "request", "answer"],
    rules: {
      name: {
        what: "a name of lower-case letters, digits and hyphens",
        holds: (value) => matches(value, /^[a-z][a-z0-9-]*$/),
      },
      path: {
        what: 'a path below the base URL such as "v1/rerank"',
        holds: (value) => matches(value, /^\/?[\w.~-]+(\/[\w.~:-]+)*$/),
      },
      defaultBaseUrl: url,
      defaultModel: text,
      keyVariables: names,
      keyRequired: flag,
      authHeader: object,
      request: object,
      answer: object,
      scoreScale,
      pointwise: flag,
      limits: object,
      usage: object,
      errors: { what: "a list of rules", holds: Array.isArray },
      echoes: flag,
      probe: flag,
    },
  },
  authHeader: {
    needed: ["name"],
    rules: {
      name: { what: "the name of a header", holds: (value) => matches(value, /^[\w-]+$/) },
      scheme: { what: 'a word such as "Bearer"', holds: (value) => matches(value, /^[\w-]+$/) },
    },
  },
  request: {
    needed: ["documents"],
    rules: {
      query: path,
      documents: path,
      documentText: path,
      maxCharacters: count,
      model: path,
      modelRequired: flag,
      topN: object,
      instruction: path,
      fixed: { what: "an object of members' names or paths and their values", holds: hasPaths },
      extras: paths,
    },
  },
  topN: { needed: ["name", "send"], rules: { name: path, send: flag } },
  answer: { needed: ["score"], rules: { list: path, index: path, score: path } },
  limits: {
    needed: [],
    rules: { maxDocuments: count, maxTokensPerPair: count, maxTotalTokens: count, maxBytes: count },
  },
  usage: { needed: ["tokens"], rules: { tokens: path } },
  error: {
    needed: ["code"],
    rules: {
      status,
      type: text,
      message: pattern,
      code: { what: "one of the codes of errors", holds: isRerankErrorCode },
      hint: text,
    },
  },
} satisfies Readonly<Record<string, Shape>>;

/**
 * Checks a dialect that came as data.
 *
 * @throws RerankError `misconfigured` naming the path within the dialect and what may be there.
 */
export function checkDialect(given: unknown): Dialect {
  check(given, shapes.dialect, "dialect");
  const { authHeader, request, answer, limits, usage, errors = [] } = given as Dialect;
  check(request, shapes.request, "dialect.request");
  check(answer, shapes.answer, "dialect.answer");
  if (request.topN !== undefined) check(request.topN, shapes.topN, "dialect.request.topN");
  if (authHeader !== undefined) check(authHeader, shapes.authHeader, "dialect.authHeader");
  if (limits !== undefined) check(limits, shapes.limits, "dialect.limits");
  if (usage !== undefined) check(usage, shapes.usage, "dialect.usage");
  for (const [at, rule] of errors.entries()) checkError(rule, `dialect.errors[${at}]`);
  return given as Dialect;
}

function checkError(rule: unknown, where: string): void {
  check(rule, shapes.error, where);
  const { status: given, type, message } = rule as Record<string, unknown>;
  if (given === undefined && type === undefined && message === undefined) {
    throw misconfigured(`${where} needs a status, a type or a message to go by`);
  }
}

function check(value: unknown, { rules, needed }: Shape, where: string): void {
  if (!isObject(value)) throw misconfigured(`${where} must be an object`);
  for (const [name, member] of Object.entries(value)) {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (!rule) throw misconfigured(`${where}.${name} is unknown; known: ${Object.keys(rules).join(", ")}`);
    if (member !== undefined && !rule.holds(member)) throw misconfigured(`${where}.${name} must be ${rule.what}`);
  }
  const missing = needed.find((name) => value[name] === undefined);
  if (missing !== undefined) throw misconfigured(`${where}.${missing} is needed: ${rules[missing]?.what}`);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isListOf(value: unknown, holds: (one: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(holds);
}

function hasPaths(value: unknown): boolean {
  return isObject(value) && Object.keys(value).every(isMemberPath);
}

function matches(value: unknown, expression: RegExp): boolean {
  return typeof value === "string" && expression.test(value);
}

function isWithin(value: unknown, from: number, to: number): boolean {
  return Number.isInteger(value) && Number(value) >= from && Number(value) <= to;
}

function compiles(expression: string): boolean {
  try {
    return new RegExp(expression, "i") !== undefined;
  } catch {
    return false;
  }
}

function misconfigured(what: string): Error {
  return rerankError("misconfigured", `compatible: ${what}`, { provider: "compatible" });
}
