import { isRerankErrorCode, type RerankErrorCode } from "./error-codes.ts";
import { isRerankError, type RerankError, type RerankErrorDetails, rerankError } from "./errors.ts";

/**
 * What an exception out of an adapter means: a RerankError stays; an Error whose `code` is a RerankErrorCode is that code;
 * transport codes, also down `cause` chains, are `connection` or `tls`; anything else is `internal`.
 *
 * The text of a foreign error may quote the query, a document or a key, so it is left behind: its name, code and stack
 * frames remain as the `cause`.
 */
export function errorFrom(thrown: unknown, provider: string): RerankError {
  if (isRerankError(thrown)) return thrown;
  try {
    return authored(thrown, provider) ?? transport(thrown, provider) ?? unexpected(thrown, provider);
  } catch {
    return rerankError("internal", `${provider} threw an object that cannot be read`, { provider });
  }
}

/** An Error that names one of our codes was written for us, so its message is kept. */
function authored(thrown: unknown, provider: string): RerankError | undefined {
  if (!isError(thrown)) return undefined;
  const { code, status, requestId, retryAfterMs } = thrown as Error & Record<string, unknown>;
  if (!isRerankErrorCode(code)) return undefined;
  const details: RerankErrorDetails = {
    provider,
    status: typeof status === "number" ? status : undefined,
    requestId: typeof requestId === "string" ? requestId : undefined,
    retryAfterMs: typeof retryAfterMs === "number" && retryAfterMs >= 0 ? retryAfterMs : undefined,
    cause: withoutText(thrown),
  };
  return rerankError(code, thrown.message, details);
}

const connectionCodes = new Set([
  "ECONNABORTED",
  "ECONNREFUSED",
  "ECONNRESET",
  "EAI_AGAIN",
  "EHOSTDOWN",
  "EHOSTUNREACH",
  "ENETDOWN",
  "ENETUNREACH",
  "ENOTFOUND",
  "EPIPE",
  "ETIMEDOUT",
  "UND_ERR_BODY_TIMEOUT",
  "UND_ERR_CONNECT_TIMEOUT",
  "UND_ERR_HEADERS_TIMEOUT",
  "UND_ERR_SOCKET",
]);
const tlsCode =
  /^(CERT_|CRL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_|ERR_SSL_|EPROTO$|HOSTNAME_MISMATCH$|INVALID_CA$)/;
/** A cause chain is followed so far. */
const deepestCause = 10;

function transport(thrown: unknown, provider: string): RerankError | undefined {
  let error = thrown;
  for (let depth = 0; depth < deepestCause && isError(error); depth++) {
    const kind = transportKind(error);
    if (kind) return rerankError(kind.code, kind.message, { provider, cause: withoutText(error) });
    error = error.cause;
  }
  return isFetchFailure(thrown)
    ? rerankError("connection", "the connection failed", { provider, cause: withoutText(thrown) })
    : undefined;
}

function transportKind(error: Error): { code: RerankErrorCode; message: string } | undefined {
  const code = (error as NodeJS.ErrnoException).code;
  if (typeof code !== "string") return undefined;
  if (connectionCodes.has(code)) return { code: "connection", message: `the connection failed: ${code}` };
  if (tlsCode.test(code)) return { code: "tls", message: `the secure connection failed: ${code}` };
  return undefined;
}

/** fetch gives some broken answers no code at all (Node 24: what is not HTTP), only these two messages. */
function isFetchFailure(thrown: unknown): thrown is TypeError {
  return (
    isError(thrown) &&
    thrown.name === "TypeError" &&
    (thrown.message === "fetch failed" || thrown.message === "terminated")
  );
}

function unexpected(thrown: unknown, provider: string): RerankError {
  if (!isError(thrown)) {
    return rerankError("internal", `${provider} threw something that is no Error: ${typeof thrown}`, { provider });
  }
  const cause = withoutText(thrown);
  const what = cause.code ? `${cause.name} (${cause.code})` : cause.name;
  const message = `${provider} failed unexpectedly: ${what}; its stack is the cause`;
  return rerankError("internal", message, { provider, cause });
}

/** Also an Error of another realm (a vm context, as test runners use them), which is no instance of this one's. */
function isError(value: unknown): value is Error {
  return value instanceof Error || Object.prototype.toString.call(value) === "[object Error]";
}

/** The error's name, code and stack frames; nothing that could quote what was reranked. */
function withoutText(error: Error): Error & { code?: string } {
  const copy: Error & { code?: string } = new Error("text withheld: it may quote the query, a document or a key");
  const { name, code } = error as NodeJS.ErrnoException;
  copy.name = /^[A-Za-z_$][\w$]{0,60}$/.test(name) ? name : "Error";
  if (typeof code === "string" && /^[A-Z][A-Z0-9_]{1,60}$/.test(code)) copy.code = code;
  copy.stack = [`${copy.name}: ${copy.message}`, ...framesOf(error)].join("\n");
  return copy;
}

/** Lines before the end of the message are its own; where it is not found, any line may be. */
function framesOf({ stack, message }: Error): readonly string[] {
  if (!stack?.includes(message)) return [];
  const after = stack.slice(stack.indexOf(message) + message.length);
  return after.split("\n").filter((line) => /^\s+at /.test(line));
}
