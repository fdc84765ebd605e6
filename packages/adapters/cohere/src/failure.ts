import { type Failure, type FailureReading, memberOf } from "@secondpass/http";

/**
 * What Cohere's errors mean where the status says too little. Bodies are `{ id, message }`.
 *
 * @see https://docs.cohere.com/reference/errors
 */
export function readFailure({ status, json }: Failure): FailureReading | undefined {
  const text = String(memberOf(json, "message") ?? "");
  switch (status) {
    case 400:
      // "total number of chunks", documents × chunks, has a ceiling of 10,000.
      return /too many|exceed|number of (chunks|documents)/i.test(text)
        ? { code: "input_too_large", hint: tooLarge }
        : undefined;
    case 402:
      return { code: "quota", hint: "the account's billing limit is reached" };
    case 404:
      return { hint: "Cohere knows no such model, or this is not the address of its API: check model and baseUrl" };
    case 429:
      // A trial key's thousand calls a month: no waiting helps.
      return /\/\s*month/i.test(text)
        ? { code: "quota", hint: "the trial key's calls of this month are used up" }
        : undefined;
    case 498:
      return { code: "bad_request", hint: "query or documents hold a token that Cohere does not allow" };
    default:
      return undefined;
  }
}

const tooLarge = "more than one request may hold; lower maxDocuments";
