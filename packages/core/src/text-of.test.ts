import { describe, expect, it } from "vitest";
import { textOf } from "./text-of.ts";

describe("textOf", () => {
  it.each([
    ["a string", "t"],
    ["text", { text: "t" }],
    ["content", { content: "t" }],
    ["pageContent", { pageContent: "t" }],
    ["text before content before pageContent", { pageContent: "c", content: "b", text: "t" }],
    ["content before pageContent", { pageContent: "c", content: "t" }],
    ["content where text is no string", { text: 7, content: "t" }],
    ["an inherited text", Object.create({ text: "t" })],
  ])("reads %s", (_, document) => {
    expect(textOf(document, 0)).toBe("t");
  });

  it("reads an empty text as a text", () => {
    expect(textOf({ text: "", content: "c" }, 0)).toBe("");
  });

  it.each([[undefined], [null], [7], [() => "t"], [{}], [{ body: "t" }], [{ text: 7 }], [["t"]]])(
    "refuses %s, naming the index and nothing of the document",
    (document) => {
      expect(() => textOf(document, 3)).toThrow(
        expect.objectContaining({
          code: "bad_request",
          message:
            "documents[3] is neither a string nor an object with a string in text, content or pageContent; pass text: (document) => …",
        }),
      );
    },
  );
});
