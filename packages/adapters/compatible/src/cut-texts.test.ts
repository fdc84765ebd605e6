import { describe, expect, it } from "vitest";
import { cutTexts } from "./cut-texts.ts";

describe("cutTexts", () => {
  const request = { query: "query", documents: ["12345", "123456"], instruction: "x" };

  it("leaves a request alone that is short enough, or has no limit", () => {
    expect(cutTexts(request, 6)).toEqual({ request, warnings: [] });
    expect(cutTexts(request, undefined)).toEqual({ request, warnings: [] });
  });

  it("cuts query and documents, and says how many", () => {
    const { request: cut, warnings } = cutTexts({ ...request, query: "1234567" }, 5);
    expect(cut).toEqual({ ...request, query: "12345", documents: ["12345", "12345"] });
    const message = "2 of 3 texts were cut at 5 characters, the most that the endpoint takes";
    expect(warnings).toEqual([{ code: "truncated", message }]);
  });

  it("cuts no pair in two", () => {
    expect(cutTexts({ query: "q", documents: ["123🧈4"] }, 4).request.documents).toEqual(["123"]);
    expect(cutTexts({ query: "q", documents: ["12🧈4"] }, 4).request.documents).toEqual(["12🧈"]);
  });
});
