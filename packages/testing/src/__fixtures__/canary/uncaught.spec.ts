import { it } from "vitest";
import { canary } from "../../canary.ts";

it("leaves a rejection behind", async () => {
  void Promise.reject(new Error(`with ${canary.key}`));
  await new Promise((resolve) => setTimeout(resolve, 20));
});
