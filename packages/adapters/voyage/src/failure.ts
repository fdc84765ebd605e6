import { type Failure, type FailureReading, memberOf } from "@secondpass/http";

/**
 * What Voyage's errors mean where the status says too little. Bodies are `{ detail }`, of late with an `error_code`.
 *
 * @see https://docs.voyageai.com/docs/error-codes
 */
export function readFailure({ status, json }: Failure): FailureReading | undefined {
  const text = `${memberOf(json, "error_code") ?? ""} ${memberOf(json, "detail") ?? ""}`;
  switch (status) {
    case 400:
      return readRefusal(text);
    case 401:
      return { hint: `the API key is missing or wrong${otherHost}` };
    case 403:
      return {
        code: "auth",
        hint: `the API key may not be used from this network address, or not for this${otherHost}`,
      };
    case 404:
      return { hint: "there is no reranker at this address; check host or baseUrl, which ends in /v1" };
    default:
      return undefined;
  }
}

const otherHost = '; keys made in MongoDB Atlas need host: "atlas", "atlas-eu" or "atlas-us"';

function readRefusal(text: string): FailureReading | undefined {
  if (/TOO_MANY_TOKENS|tokens? (per submitted|in the) batch|total (number of )?tokens/i.test(text)) {
    return { code: "input_too_large", hint: "query tokens × documents + document tokens are over the model's limit" };
  }
  if (/context (window|length)|too many tokens|exceeds? .*token limit|batch size|number of documents/i.test(text)) {
    return {
      code: "input_too_large",
      hint: "query or document is longer than the model reads; truncation: true cuts it",
    };
  }
  if (/model .*not (supported|found)/i.test(text)) {
    return { code: "misconfigured", hint: "Voyage knows no such model, or not on this host" };
  }
  return undefined;
}
