import { describe, expect, it } from "vitest";
import { assertKeyIsSafe, parseEndpoint } from "./endpoint.ts";

describe("the base URL", () => {
  it.each([
    ["https://api.example.com", "v2/rerank", "https://api.example.com", "/v2/rerank"],
    ["https://api.example.com/", "/v2/rerank", "https://api.example.com", "/v2/rerank"],
    ["https://api.example.com/v1", "rerank", "https://api.example.com", "/v1/rerank"],
    ["https://api.example.com/v1//", "//rerank", "https://api.example.com", "/v1/rerank"],
    ["http://[::1]:8080/a/b/", "rerank", "http://[::1]:8080", "/a/b/rerank"],
    ["HTTPS://API.example.com:443", "rerank", "https://api.example.com", "/rerank"],
  ])("%s and %s", (baseUrl, below, origin, path) => {
    const endpoint = parseEndpoint(baseUrl, "x");
    expect([endpoint.origin, endpoint.pathOf(below)]).toEqual([origin, path]);
  });

  it.each([
    ["api.example.com", /must be a URL that starts with http/],
    ["ftp://example.com", /must be a URL that starts with http/],
    ["", /must be a URL that starts with http/],
    ["https://name:hunter2@example.com", /must not hold a user name or password/],
    ["https://example.com?key=hunter2", /must not hold a query string/],
    ["https://example.com/#hunter2", /must not hold a query string or fragment/],
  ])("%s is refused", (baseUrl, message) => {
    const failed = expect(() => parseEndpoint(baseUrl, "x"));
    failed.toThrow(expect.objectContaining({ code: "misconfigured", message: expect.stringMatching(message) }));
    failed.not.toThrow(/hunter2/);
  });
});

describe("a key", () => {
  it.each([
    "https://api.example.com",
    "http://127.0.0.1:8080",
    "http://127.9.9.9",
    "http://[::1]:80",
    "http://10.1.2.3",
    "http://172.16.0.1",
    "http://172.31.255.255",
    "http://192.168.1.1",
    "http://[fd12::1]",
    "http://localhost:3000",
    "http://tei.localhost",
    "http://reranker:80",
  ])("goes to %s", (url) => {
    expect(() => assertKeyIsSafe(parseEndpoint(url, "x"), "x")).not.toThrow();
  });

  it.each([
    "http://api.example.com",
    "http://8.8.8.8",
    "http://172.32.0.1",
    "http://11.0.0.1",
    "http://[2001:db8::1]",
    "http://localhost.example.com",
  ])("does not go to %s", (url) => {
    expect(() => assertKeyIsSafe(parseEndpoint(url, "x"), "x")).toThrow(
      expect.objectContaining({ code: "misconfigured", message: expect.stringContaining("allowInsecure") }),
    );
  });
});
