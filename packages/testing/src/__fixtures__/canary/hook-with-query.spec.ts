import { beforeAll, describe, it } from "vitest";
import { canary } from "../../canary.ts";

describe("with a hook", () => {
  beforeAll(() => {
    throw new Error(canary.query);
  });
  it("does not run", () => {});
});
