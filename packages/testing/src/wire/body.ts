import type { Asked, SeenRequest } from "./dialect.ts";

/** A JSON object. */
export type Body = Readonly<Record<string, unknown>>;

/** Whether a value is a JSON object. */
export function isBody(value: unknown): value is Body {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a value is a list of strings. */
export function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

/** The request's JSON object; an empty one where it has none. */
export function bodyOf({ json }: SeenRequest): Body {
  return isBody(json) ? json : {};
}

/** What is asked where nothing can be read, so that payloads can be built for any body. */
export const nothing: Asked = { query: "", documents: [] };

/** Query and documents, from the fields of these names; undefined unless they are a string and strings. */
export function askedIn(request: SeenRequest, documentsField: string): Asked | undefined {
  const body = bodyOf(request);
  const { query } = body;
  const documents = body[documentsField];
  return typeof query === "string" && isTexts(documents) ? { query, documents } : undefined;
}

/** Whether the body is declared to be JSON; parameters such as a charset are fine. */
export function saysJson({ headers }: SeenRequest): boolean {
  return /^application\/json\s*(;|$)/i.test(headers["content-type"] ?? "");
}

/** Code points, as Rust and Python count characters. */
export function characters(text: string): number {
  return [...text].length;
}

/** A whole number, or undefined for anything else. */
export function wholeOr(value: unknown): number | undefined {
  return typeof value === "number" && Number.isInteger(value) ? value : undefined;
}
