import { type RerankErrorCode, rerankError } from "@secondpass/core";

/** Something answers that speaks no HTTP, or breaks its rules. */
const protocolCode = /^(HPE_|UND_ERR_HEADERS_OVERFLOW$|UND_ERR_RES_|UND_ERR_RESPONSE|Z_|ERR__ERROR_FORMAT)/;

const tlsCode =
  /^(CERT_|CRL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_|ERR_SSL_|EPROTO$|HOSTNAME_MISMATCH$|INVALID_CA$)/;

/**
 * What a failure of sending or reading means: `tls`, `protocol` or `connection`. The original error, which may quote headers, is
 * left behind; its code stays in the message.
 *
 * @param where the request's method, origin and path.
 */
export function transportError(error: unknown, provider: string, where: string): Error {
  const codes = codesOf(error);
  const kind = kindOf(error, codes);
  const detail = codes.find((code) => /^[A-Z][A-Z0-9_]{1,60}$/.test(code)) ?? "no code";
  return rerankError(kind, `${provider}: ${where}: ${what[kind]} (${detail})`, { provider });
}

const what = {
  tls: "the secure connection failed",
  protocol: "the answer breaks the rules of HTTP",
  connection: "the connection failed",
} satisfies Partial<Record<RerankErrorCode, string>>;

function kindOf(error: unknown, codes: readonly string[]): keyof typeof what {
  if (codes.some((code) => tlsCode.test(code))) return "tls";
  // Node 24's parser gives no code, only a name.
  if (codes.some((code) => protocolCode.test(code)) || nameOf(error) === "HTTPParserError") return "protocol";
  return "connection";
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : "";
}

/** Codes of an error, of its causes and of what it gathers; so deep and no deeper. */
function codesOf(error: unknown, depth = 5): readonly string[] {
  if (typeof error !== "object" || error === null || depth === 0) return [];
  const { code, cause, errors } = error as { code?: unknown; cause?: unknown; errors?: unknown };
  const inner = [cause, ...(Array.isArray(errors) ? errors : [])].flatMap((one) => codesOf(one, depth - 1));
  return typeof code === "string" ? [code, ...inner] : inner;
}
