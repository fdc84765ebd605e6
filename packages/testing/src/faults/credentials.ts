import { createPrivateKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import { bits, bytes, integer, list, members, oid, tagged, text, time } from "./der.ts";

/** A certificate and its key, both PEM. */
export interface KeyPair {
  readonly cert: string;
  readonly key: string;
}

/** Certificates for a server at 127.0.0.1 and localhost, made at run time. */
export interface Credentials {
  /** PEM: who trusts it trusts `valid`. */
  readonly ca: string;
  readonly valid: KeyPair;
  /** Its time ran out in 2020. */
  readonly expired: KeyPair;
  /** For another host's name. */
  readonly wrongHost: KeyPair;
  /** Signed by nobody but itself. */
  readonly selfSigned: KeyPair;
}

interface Issue {
  readonly name: string;
  readonly issuer?: { readonly name: string; readonly key: string } | undefined;
  readonly until?: string | undefined;
  /** Extensions, DER. */
  readonly extensions: Buffer;
}

/** OIDs of RFC 5280 and RFC 5480. */
const commonName = oid("550403");
const subjectAltName = oid("551d11");
const basicConstraints = oid("551d13");
const ecdsaWithSha256 = list(oid("2a8648ce3d040302"));

/** X.509 names: one common name. */
const named = (name: string): Buffer => list(members(list(commonName, text(name))));
const isAuthority = list(list(basicConstraints, bytes(list(Buffer.from([1, 1, 0xff])))));
const isFor = (...names: readonly Buffer[]): Buffer => list(list(subjectAltName, bytes(list(...names))));
const dnsName = (name: string): Buffer => tagged(0x82, Buffer.from(name));
const loopback = isFor(tagged(0x87, Buffer.from([127, 0, 0, 1])), dnsName("localhost"));

/** Issues a certificate (X.509 version 3, RFC 5280, ECDSA P-256) from 2019 on, signed by the issuer or by itself. */
function issue({ name, issuer, until = "20491231235959Z", extensions }: Issue): KeyPair {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const key = privateKey.export({ type: "pkcs8", format: "pem" }) as string;
  const signed = list(
    tagged(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ecdsaWithSha256,
    named(issuer?.name ?? name),
    list(time("20190101000000Z"), time(until)),
    named(name),
    publicKey.export({ type: "spki", format: "der" }),
    tagged(0xa3, extensions),
  );
  const signature = sign("sha256", signed, keyOf(issuer?.key ?? key));
  return { key, cert: pem(list(signed, ecdsaWithSha256, bits(signature))) };
}

function keyOf(key: string): KeyObject {
  return createPrivateKey(key);
}

function pem(der: Buffer): string {
  const lines = der.toString("base64").match(/.{1,64}/g) ?? [];
  return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n");
}

/** Makes an authority and what it issues, each with a key of its own. Takes a few milliseconds. */
export function makeCredentials(): Credentials {
  const authority = issue({ name: "Test authority", extensions: isAuthority });
  const issuer = { name: "Test authority", key: authority.key };
  return {
    ca: authority.cert,
    valid: issue({ name: "127.0.0.1", issuer, extensions: loopback }),
    expired: issue({ name: "127.0.0.1", issuer, until: "20200101000000Z", extensions: loopback }),
    wrongHost: issue({ name: "other.example", issuer, extensions: isFor(dnsName("other.example")) }),
    selfSigned: issue({ name: "127.0.0.1", extensions: loopback }),
  };
}
