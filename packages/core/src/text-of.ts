import { rerankError } from "./errors.ts";

/** What has a text of its own: a string, or an object with `text`, `content` or `pageContent`, looked at in this order. */
export type Textual =
  | string
  | { readonly text: string }
  | { readonly content: string }
  | { readonly pageContent: string };

const textFields = ["text", "content", "pageContent"] as const;

/**
 * The text of a document that has one of its own.
 *
 * @throws RerankError `bad_request` naming the index.
 */
export function textOf(document: unknown, index: number): string {
  if (typeof document === "string") return document;
  if (typeof document === "object" && document !== null) {
    for (const field of textFields) {
      const value: unknown = Reflect.get(document, field);
      if (typeof value === "string") return value;
    }
  }
  throw rerankError(
    "bad_request",
    `documents[${index}] is neither a string nor an object with a string in text, content or pageContent; pass text: (document) => …`,
  );
}
