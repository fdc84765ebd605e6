import { BlockList, isIP } from "node:net";
import { rerankError } from "@secondpass/core";

/** Where a backend is. */
export interface Endpoint {
  /** Scheme, host and port, e.g. "https://api.jina.ai". */
  readonly origin: string;
  /** The path on the origin for a path below the base URL: slashes are joined, none is doubled. */
  pathOf(below: string): string;
  /** Whether nobody can read along on the way: https, or loopback and private addresses. */
  readonly isPrivate: boolean;
}

/**
 * Reads a base URL, such as "https://api.jina.ai/v1", with or without a slash at its end.
 *
 * @param provider whose URL it is, for messages.
 * @throws RerankError `misconfigured` where it is no http(s) URL, or holds a password, a query string or a fragment: those end
 *   up in logs. The message does not repeat it then.
 */
export function parseEndpoint(baseUrl: string, provider: string): Endpoint {
  const url = parse(baseUrl);
  if (!url) throw refuse(provider, `must be a URL that starts with http:// or https://, is ${JSON.stringify(baseUrl)}`);
  if (url.username || url.password) throw refuse(provider, "must not hold a user name or password; use apiKey");
  if (url.search || url.hash) throw refuse(provider, "must not hold a query string or fragment");
  const base = url.pathname.replace(/\/+$/, "");
  return {
    origin: url.origin,
    pathOf: (below) => `${base}/${below.replace(/^\/+/, "")}`,
    isPrivate: url.protocol === "https:" || isPrivateHost(url.hostname.replace(/^\[|\]$/g, "")),
  };
}

/**
 * Refuses to send a key in the clear: over http:// it goes to loopback and private addresses only, and to host names without
 * a dot, which no public name server knows.
 *
 * @throws RerankError `misconfigured`.
 */
export function assertKeyIsSafe({ origin, isPrivate }: Endpoint, provider: string): void {
  if (isPrivate) return;
  const message = `${provider}: an API key over ${origin} can be read on the way; use https://, or allowInsecure: true`;
  throw rerankError("misconfigured", message, { provider });
}

function parse(baseUrl: string): URL | undefined {
  try {
    const url = new URL(baseUrl);
    return /^https?:$/.test(url.protocol) ? url : undefined;
  } catch {
    return undefined;
  }
}

function refuse(provider: string, what: string): Error {
  return rerankError("misconfigured", `${provider}: the base URL ${what}`, { provider });
}

const privateAddresses = new BlockList();
privateAddresses.addSubnet("127.0.0.0", 8);
privateAddresses.addSubnet("10.0.0.0", 8);
privateAddresses.addSubnet("172.16.0.0", 12);
privateAddresses.addSubnet("192.168.0.0", 16);
privateAddresses.addAddress("::1", "ipv6");
privateAddresses.addSubnet("fc00::", 7, "ipv6");
privateAddresses.addSubnet("fe80::", 10, "ipv6");

function isPrivateHost(host: string): boolean {
  const family = isIP(host);
  if (family) return privateAddresses.check(host, family === 4 ? "ipv4" : "ipv6");
  return !host.includes(".") || host.endsWith(".localhost");
}
