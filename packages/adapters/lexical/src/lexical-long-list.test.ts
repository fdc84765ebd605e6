import { describe, expect, it } from "vitest";
import { lexical } from "./lexical.ts";

describe("a long list", () => {
  it("is left when the caller aborts, with the caller's reason", async () => {
    const controller = new AbortController();
    const reason = new Error("changed my mind");
    const long = Array<string>(200).fill("word ".repeat(20_000));
    setImmediate(() => controller.abort(reason));
    const call = lexical().rerank({ query: "word", documents: long }, { signal: controller.signal });
    await expect(call).rejects.toBe(reason);
  });

  it("lets other work go on meanwhile", async () => {
    let turns = 0;
    const tick = (): void => {
      turns++;
      next = setImmediate(tick);
    };
    let next = setImmediate(tick);
    await lexical().rerank({ query: "word", documents: Array<string>(20).fill("word ".repeat(20_000)) });
    clearImmediate(next);
    expect(turns).toBeGreaterThanOrEqual(10);
  });
});
