import { it } from "vitest";
import { canary } from "../../canary.ts";

it("logs a request", () => {
  console.warn("sent", { headers: { authorization: `Bearer ${canary.key}` } });
});
