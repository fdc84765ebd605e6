import { type Failure, type FailureReader, memberOf } from "@secondpass/http";
import type { Dialect, ErrorRule } from "./dialect.ts";

/** What an error says of itself. */
interface Said {
  readonly types: readonly string[];
  readonly message: string;
}

/** Makes the reader of a dialect's errors: the first of its rules that fits. */
export function failureReader({ errors = [] }: Pick<Dialect, "errors">): FailureReader {
  const rules = errors.map((rule) => ({ rule, fits: matcher(rule) }));
  return (failure) => {
    const said = saidBy(failure);
    const found = rules.find(({ fits }) => fits(failure.status, said));
    return found && { code: found.rule.code, hint: found.rule.hint };
  };
}

function matcher({ status, type, message }: ErrorRule): (status: number, said: Said) => boolean {
  const wanted = type?.toLowerCase();
  const pattern = message === undefined ? undefined : new RegExp(message, "i");
  return (given, said) =>
    (status === undefined || status === given) &&
    (wanted === undefined || said.types.includes(wanted)) &&
    (pattern === undefined || pattern.test(said.message));
}

/** A message is looked at so far: some servers put whole documents into it. */
const mostOfAMessage = 2_000;

/**
 * Finds type and message in the shapes that rerank servers have: `{ error: { message, type, code } }`, `{ message, type }`,
 * `{ error }`, `{ detail }`, FastAPI's `{ detail: [{ type, msg }] }`, and plain text.
 */
function saidBy({ json, text }: Failure): Said {
  if (json === undefined) return { types: firstDetailType(text), message: text.slice(0, mostOfAMessage) };
  const [detail] = [memberOf(json, "detail")].flat();
  const places = [memberOf(json, "error"), detail, json];
  const messages = places.flatMap((place) => [place, memberOf(place, "message"), memberOf(place, "msg")]);
  const types = places.flatMap((place) => [memberOf(place, "type"), memberOf(place, "code")]);
  const message = messages.find((one) => typeof one === "string") ?? "";
  return {
    types: types.filter((one) => typeof one === "string").map((one) => one.toLowerCase()),
    message: message.slice(0, mostOfAMessage),
  };
}

/** FastAPI echoes the input, so a long one is cut before its end and no JSON any more. */
function firstDetailType(text: string): readonly string[] {
  const [, type] = /^\{"detail":\[\{"type":"(\w{1,60})"/.exec(text) ?? [];
  return type === undefined ? [] : [type];
}
