import { it } from "vitest";

it("fails", () => {
  throw new Error("something else");
});
