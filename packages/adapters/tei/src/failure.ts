import { type Failure, type FailureReading, memberOf } from "@secondpass/http";

/**
 * Reads TEI's errors: `{ error, error_type }`, plain text from its web framework, or nothing at all (401, 404). The status alone
 * does not tell too many texts from too long a text, nor a model that is no reranker from one that failed.
 *
 * Read in TEI 1.9.3's router, and as a real server answered.
 */
export function readTeiFailure(failure: Failure): FailureReading | undefined {
  const { status } = failure;
  if (status === 413 || status === 422) return tooMuch(failure) ?? (status === 413 ? tooManyBytes : undefined);
  const text = messageOf(failure);
  if (status === 424 && /\bnot a re-?ranker\b/i.test(text)) {
    return { code: "misconfigured", hint: "the model that it serves is no reranker" };
  }
  if (status === 424 && /^score is NaN$/i.test(text)) {
    return { code: "server_error", hint: "the model gave a score that is not a number; try another --dtype" };
  }
  if (status === 429 && /overloaded/i.test(`${typeOf(failure)} ${text}`)) {
    return { code: "overloaded", hint: "it has no room for as many texts at the moment" };
  }
  return undefined;
}

/** The most texts that the server takes in one request, where that is what it complains of. 413 before 1.9.0, since then 422. */
export function batchLimitOf(failure: Failure): number | undefined {
  if (failure.status !== 413 && failure.status !== 422) return undefined;
  const [, most] = /maximum allowed batch size (\d{1,9})\b/.exec(messageOf(failure)) ?? [];
  return most === undefined || Number(most) < 1 ? undefined : Number(most);
}

const tooManyBytes: FailureReading = {
  code: "input_too_large",
  hint: "the request has more bytes than the server takes; set maxBytes to its --payload-limit",
};

function tooMuch(failure: Failure): FailureReading | undefined {
  const text = messageOf(failure);
  if (batchLimitOf(failure) !== undefined) {
    return { code: "input_too_large", hint: "more texts than the server takes in one request" };
  }
  if (/must have less than \d+ (tokens|characters)/.test(text)) {
    return { code: "input_too_large", hint: "a text with the query is longer than the model takes; leave truncate on" };
  }
  if (/`prompt_name` cannot be set/.test(text)) {
    return { code: "misconfigured", hint: "the server was started with a default prompt, with which it cannot rerank" };
  }
  return undefined;
}

/** Plain text comes from the framework and may quote the request, so it is looked at for fixed phrases only. */
function messageOf({ json, text }: Failure): string {
  const error = json === undefined ? text : memberOf(json, "error");
  return typeof error === "string" ? error.slice(0, 1_000) : "";
}

function typeOf({ json }: Failure): string {
  const type = memberOf(json, "error_type");
  return typeof type === "string" ? type : "";
}
