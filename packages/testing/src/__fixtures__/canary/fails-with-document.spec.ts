import { it } from "vitest";
import { canary } from "../../canary.ts";

it("fails", () => {
  throw new Error("cannot rank", { cause: new Error(`near "${canary.document.slice(0, 20)}"`) });
});
