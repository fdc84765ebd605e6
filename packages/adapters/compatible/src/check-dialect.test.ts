import { describe, expect, it } from "vitest";
import { checkDialect } from "./check-dialect.ts";
import { dialects } from "./dialects.ts";

const least = { name: "own", path: "rank", request: { documents: "documents" }, answer: { score: "score" } };

/** A dialect with one object of it changed. */
const request = (more: object) => ({ ...least, request: { ...least.request, ...more } });
const rule = (error: unknown) => ({ ...least, errors: [{ status: 400, code: "quota" }, error] });

const wrong: readonly (readonly [given: unknown, message: string])[] = [
  ["vllm", "dialect must be an object"],
  [[], "dialect must be an object"],
  [{ ...least, name: undefined }, "dialect.name is needed"],
  [{ ...least, name: "My Dialect" }, "dialect.name must be a name of lower-case letters"],
  [{ ...least, path: undefined }, "dialect.path is needed"],
  [{ ...least, path: "rank?x=1" }, "dialect.path must be a path below the base URL"],
  [{ ...least, path: "http://elsewhere/rank" }, "dialect.path must be"],
  [{ ...least, request: undefined }, "dialect.request is needed: an object"],
  [{ ...least, scores: 1 }, "dialect.scores is unknown; known: name, path"],
  [{ ...least, scoreScale: "percent" }, 'dialect.scoreScale must be one of "probability"'],
  [{ ...least, pointwise: "yes" }, "dialect.pointwise must be true or false"],
  [{ ...least, keyVariables: "MY_KEY" }, "dialect.keyVariables must be a list of names of environment variables"],
  [{ ...least, keyVariables: ["my key"] }, "dialect.keyVariables must be"],
  [{ ...least, authHeader: {} }, "dialect.authHeader.name is needed"],
  [{ ...least, authHeader: { name: "x y" } }, "dialect.authHeader.name must be the name of a header"],
  [request({ documents: undefined }), "dialect.request.documents is needed"],
  [request({ documents: "a[0]" }), "dialect.request.documents must be a member's name, or a path"],
  [request({ documents: "__proto__.x" }), "dialect.request.documents must be"],
  [request({ topN: "top_n" }), "dialect.request.topN must be an object"],
  [request({ topN: { name: "top_n" } }), "dialect.request.topN.send is needed: true or false"],
  [request({ fixed: { "a b": 1 } }), "dialect.request.fixed must be an object of members' names or paths"],
  [request({ extras: "a" }), "dialect.request.extras must be a list"],
  [request({ maxCharacters: 0 }), "dialect.request.maxCharacters must be a whole number from 1 up"],
  [{ ...least, answer: {} }, "dialect.answer.score is needed"],
  [{ ...least, answer: { score: "score", list: 5 } }, "dialect.answer.list must be"],
  [{ ...least, limits: { maxDocuments: 0 } }, "dialect.limits.maxDocuments must be a whole number from 1 up"],
  [{ ...least, limits: { documents: 5 } }, "dialect.limits.documents is unknown"],
  [{ ...least, usage: {} }, "dialect.usage.tokens is needed"],
  [{ ...least, errors: {} }, "dialect.errors must be a list of rules"],
  [rule("quota"), "dialect.errors[1] must be an object"],
  [rule({ status: 400 }), "dialect.errors[1].code is needed: one of the codes of errors"],
  [rule({ status: 400, code: "broken" }), "dialect.errors[1].code must be one of the codes of errors"],
  [rule({ status: 200, code: "quota" }), "dialect.errors[1].status must be a status from 300 to 599"],
  [rule({ message: "(", code: "quota" }), "dialect.errors[1].message must be a regular expression"],
  [rule({ code: "quota" }), "dialect.errors[1] needs a status, a type or a message to go by"],
];

describe("checkDialect", () => {
  it.each([least, ...Object.values(dialects)])("takes $name", (dialect) => {
    expect(checkDialect(dialect)).toBe(dialect);
    // As a file would hold it.
    expect(checkDialect(JSON.parse(JSON.stringify(dialect)))).toEqual(JSON.parse(JSON.stringify(dialect)));
  });

  it.each(wrong)("%j: %s", (given, message) => {
    expect(() => checkDialect(given)).toThrow(
      expect.objectContaining({ code: "misconfigured", message: expect.stringContaining(`compatible: ${message}`) }),
    );
  });
});
