import type { RerankErrorCode } from "@secondpass/core";

/** What each HTTP status means where the provider says nothing else of it. */
const codes: Readonly<Record<number, RerankErrorCode>> = {
  400: "bad_request",
  401: "auth",
  402: "quota",
  403: "auth",
  404: "misconfigured",
  405: "misconfigured",
  408: "timeout",
  410: "misconfigured",
  413: "bad_request",
  415: "bad_request",
  422: "bad_request",
  424: "server_error",
  425: "overloaded",
  429: "rate_limit",
  // "Client closed request", where the client did no such thing: somebody between us and the backend gave up.
  499: "connection",
  500: "server_error",
  501: "misconfigured",
  502: "overloaded",
  503: "overloaded",
  504: "timeout",
  524: "timeout",
  529: "overloaded",
};

/** The code of a status that is no success: redirects are a wrong address, since none is followed. */
export function codeOfStatus(status: number): RerankErrorCode {
  const known = codes[status];
  if (known) return known;
  if (status >= 500) return "server_error";
  if (status >= 400) return "bad_request";
  return status >= 300 ? "misconfigured" : "protocol";
}
