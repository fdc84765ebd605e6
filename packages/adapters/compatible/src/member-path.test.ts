import { describe, expect, it } from "vitest";
import { isMemberPath, memberAt, setMember } from "./member-path.ts";

describe("isMemberPath", () => {
  it.each(["documents", "input.documents", "top_n", "x-y.z"])("%s is one", (path) => {
    expect(isMemberPath(path)).toBe(true);
  });

  it.each([
    "",
    ".",
    "a.",
    ".a",
    "a..b",
    "a b",
    "a[0]",
    "__proto__",
    "a.constructor.b",
    "prototype",
    5,
    null,
    undefined,
  ])("%s is none", (path) => expect(isMemberPath(path)).toBe(false));
});

describe("memberAt", () => {
  it.each([
    [{ a: { b: 5 } }, "a.b", 5],
    [{ a: 5 }, "a.b", undefined],
    [null, "a", undefined],
    [{}, "toString", undefined],
    [{ a: "text" }, "a.length", undefined],
  ])("of %j at %s is %s", (value, path, member) => {
    expect(memberAt(value, path)).toBe(member);
  });
});

describe("setMember", () => {
  it("makes the objects on the way, and keeps what is there", () => {
    const target = { input: { query: "q" } };
    setMember(target, "input.documents", ["a"]);
    setMember(target, "parameters.top_n", 1);
    setMember(target, "model", "m");
    expect(target).toEqual({ input: { query: "q", documents: ["a"] }, parameters: { top_n: 1 }, model: "m" });
  });

  it("puts an object where something else was in the way", () => {
    const target: Record<string, unknown> = { a: 5 };
    setMember(target, "a.b", 6);
    expect(target).toEqual({ a: { b: 6 } });
  });
});
