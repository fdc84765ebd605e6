import { expect, it } from "vitest";
import { checkHeaders } from "./call-headers.ts";

it("names become lower case", () => {
  expect(checkHeaders({ "X-Trace": "a b", ok: "é" }, "x")).toEqual({ "x-trace": "a b", ok: "é" });
  expect(checkHeaders(undefined, "x")).toEqual({});
});

it.each([
  [{ "a b": "1" }, /"a b" has a name/],
  [{ "": "1" }, /"" has a name/],
  [{ Host: "evil" }, /"Host" cannot be set/],
  [{ "Content-Length": "3" }, /cannot be set/],
  [{ "transfer-encoding": "chunked" }, /cannot be set/],
  [{ a: "hunter2\r\nb: c" }, /"a" has a value/],
  [{ a: "hunter2\u200b" }, /"a" has a value/],
  [{ a: 5 as unknown as string }, /"a" has a value/],
])("%j is refused", (headers, message) => {
  const failed = expect(() => checkHeaders(headers as unknown as Record<string, string>, "x"));
  failed.toThrow(expect.objectContaining({ code: "bad_request", message: expect.stringMatching(message) }));
  failed.not.toThrow(/hunter2/);
});
