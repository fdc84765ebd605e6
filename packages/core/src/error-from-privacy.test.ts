import { inspect } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { errorFrom } from "./error-from.ts";
import { isRerankError } from "./errors.ts";

const canary = "CANARY secret words 4711";
/** Everything that a log line could hold of an error. */
const everythingOf = (error: Error): string =>
  [
    String(error),
    error.stack,
    inspect(error, { depth: Number.POSITIVE_INFINITY, showHidden: true }),
    JSON.stringify(error, Object.getOwnPropertyNames(error)),
    error.cause instanceof Error ? `${error.cause.message} ${error.cause.stack}` : "",
  ].join("\n");

function failWith<E extends Error>(error: E, more: Record<string, unknown> = {}): E {
  return Object.assign(error, more);
}

describe("what errorFrom keeps of a foreign error", () => {
  it.each<[string, () => unknown]>([
    ["the message of an Error", () => new Error(canary)],
    ["a message of several lines that looks like a stack", () => new Error(`x\n    at ${canary}\n    at ${canary}`)],
    ["its other properties", () => failWith(new Error("m"), { body: canary, request: { documents: [canary] } })],
    ["its name, where that is no name", () => failWith(new Error("m"), { name: canary })],
    ["its name, where only its end looks like one", () => failWith(new Error("m"), { name: "CANARY secret" })],
    ["its code, where that is no code", () => failWith(new Error("m"), { code: canary })],
    ["its code, where only its end looks like one", () => failWith(new Error("m"), { code: "CANARY SECRET" })],
    ["its cause", () => new Error("m", { cause: new Error(canary) })],
    ["a cause that is a text", () => new Error("m", { cause: canary })],
    ["a transport error's message", () => failWith(new Error(`connect ${canary}`), { code: "ECONNREFUSED" })],
    [
      "what surrounds a transport error",
      () => new Error(canary, { cause: failWith(new Error(canary), { code: "EPIPE" }) }),
    ],
    ["the cause of a failed fetch", () => new TypeError("fetch failed", { cause: new Error(canary) })],
    ["a message that was changed after the stack was taken", () => failWith(new Error(canary), { message: "m" })],
    ["a message that was lengthened afterwards", () => failWith(new Error(canary), { message: `sent: ${canary}` })],
    [
      "a message that was replaced, lines that look like a stack included",
      () => failWith(new Error(`x\n    at ${canary}`), { message: "sent" }),
    ],
    ["the errors of an AggregateError", () => new AggregateError([new Error(canary)], canary)],
    ["a thrown string", () => canary],
    ["a thrown object", () => ({ message: canary, stack: canary, toString: () => canary })],
    [
      "a former message, which its stack still holds",
      () => failWith(new Error(`x\n    at ${canary}\n    at ${canary}`), { message: "m" }),
    ],
    ["a stack that was written by hand", () => failWith(new Error("m"), { stack: canary })],
    [
      "a code of ours on the cause only",
      () => new Error(canary, { cause: failWith(new Error(canary), { code: "rate_limit" }) }),
    ],
  ])("does not include %s", (_, thrown) => {
    const error = errorFrom(thrown(), "a:1");

    expect(everythingOf(error)).not.toContain("CANARY");
    expect(error.message).not.toContain("4711");
  });

  it("includes its name, its code and where it was thrown", () => {
    function whereItHappened(): Error {
      return failWith(new RangeError(canary), { code: "ERR_OUT_OF_RANGE" });
    }

    const { cause } = errorFrom(whereItHappened(), "a:1");

    expect(cause).toMatchObject({ name: "RangeError", code: "ERR_OUT_OF_RANGE" });
    expect((cause as Error).stack).toContain("at whereItHappened");
  });

  it("includes where it was thrown without a message too", () => {
    function whereItHappened(): Error {
      return new Error();
    }

    expect((errorFrom(whereItHappened(), "a:1").cause as Error).stack).toContain("at whereItHappened");
  });

  it("includes nothing else", () => {
    const stack = [
      `RangeError: ${canary}`,
      "    at one (file:///a.js:1:2)",
      `${canary}    at once`,
      "    at async two (file:///b.js:3:4)",
      canary,
    ].join("\n");

    const { cause } = errorFrom(failWith(new RangeError(canary), { stack }), "a:1");
    const nameless = errorFrom(failWith(new Error("m"), { name: canary, stack: undefined }), "a:1").cause;

    const withheld = "text withheld: it may quote the query, a document or a key";
    expect((cause as Error).message).toBe(withheld);
    expect((cause as Error).stack).toBe(
      `RangeError: ${withheld}\n    at one (file:///a.js:1:2)\n    at async two (file:///b.js:3:4)`,
    );
    expect((nameless as Error).stack).toBe(`Error: ${withheld}`);
  });

  it("leaves out the text of an Error that names a code of ours from the cause, though not its message", () => {
    const error = errorFrom(failWith(new Error("too many"), { code: "rate_limit", body: canary }), "a:1");

    expect(error.message).toBe("too many");
    expect((error.cause as Error).message).not.toContain("too many");
    expect(everythingOf(error)).not.toContain("CANARY");
  });
});

describe("errorFrom and hostile values", () => {
  const throwing = new Proxy(new Error("m"), {
    get() {
      throw new Error(canary);
    },
    getPrototypeOf() {
      throw new Error(canary);
    },
  });
  it.each<[string, unknown]>([
    ["a proxy that throws whatever is asked", throwing],
    ["an Error whose code cannot be read", Object.defineProperty(new Error("m"), "code", { get: () => throwing.name })],
    ["an Error whose stack is no text", failWith(new Error("m"), { stack: { canary } })],
    ["an Error whose name is a symbol", failWith(new Error("m"), { name: Symbol("s") })],
    ["an Error whose message is an object", failWith(new Error("m"), { message: Object.create(null) })],
    ["an Error without a stack", failWith(new Error("m"), { stack: undefined })],
  ])("makes an internal error of %s", (_, thrown) => {
    const error = errorFrom(thrown, "a:1");

    expect(error).toMatchObject({ code: "internal", provider: "a:1" });
    expect(everythingOf(error)).not.toContain("CANARY");
  });

  it("says so where it cannot read what was thrown", () => {
    expect(errorFrom(throwing, "a:1").message).toBe("a:1 threw an object that cannot be read");
  });

  it("makes a RerankError of anything whatever", () => {
    const anything = fc.anything({ withBigInt: true, withNullPrototype: true, withDate: true, withMap: true });
    const anyError = fc.tuple(anything, anything, anything, anything).map(([message, name, code, cause]) => {
      return failWith(new Error("m"), { message, name, code, cause });
    });

    fc.assert(
      fc.property(fc.oneof(anything, anyError), (thrown) => {
        expect(isRerankError(errorFrom(thrown, "a:1"))).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});
