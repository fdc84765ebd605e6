/**
 * A value as JSON for the wire. Half of a surrogate pair, which JSON would carry as an escape that servers refuse or fail on,
 * becomes U+FFFD, as in any encoding to UTF-8.
 */
export function toJson(value: unknown): string {
  const text = JSON.stringify(value);
  return text.includes("\\ud") ? JSON.stringify(value, wellFormed) : text;
}

function wellFormed(_key: string, value: unknown): unknown {
  return typeof value === "string" ? value.toWellFormed() : value;
}
