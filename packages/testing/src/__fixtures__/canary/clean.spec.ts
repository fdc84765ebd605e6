import { expect, it } from "vitest";
import { canary } from "../../canary.ts";

it("handles secrets and is silent", () => {
  console.log("all is well");
  expect(canary.key.length).toBeGreaterThan(0);
});
