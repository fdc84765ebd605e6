import { rerankError } from "@secondpass/core";

/** Headers that say how the message is framed or where it goes: ours alone. */
const reserved: ReadonlySet<string> = new Set([
  "connection",
  "content-encoding",
  "content-length",
  "expect",
  "host",
  "keep-alive",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/**
 * Headers of a call or of the options, by lower-case names.
 *
 * @throws RerankError `bad_request` naming a header that may not be set, or whose name or value no header can carry.
 */
export function checkHeaders(
  headers: Readonly<Record<string, string>> | undefined,
  provider: string,
): Record<string, string> {
  const checked: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers ?? {})) {
    const fault = faultOf(name, value);
    if (fault)
      throw rerankError("bad_request", `${provider}: the header ${JSON.stringify(name)} ${fault}`, { provider });
    checked[name.toLowerCase()] = value;
  }
  return checked;
}

function faultOf(name: string, value: unknown): string | undefined {
  if (!/^[!#$%&'*+.^_`|~\w-]+$/.test(name)) return "has a name that no header can have";
  if (reserved.has(name.toLowerCase())) return "cannot be set: it belongs to the connection";
  return typeof value === "string" && /^[\t\x20-\x7e\x80-\xff]*$/.test(value)
    ? undefined
    : "has a value that no header can have";
}
