import { describe, expect, it } from "vitest";
import { countTerms } from "./bm25.ts";
import { countDocuments } from "./count-words.ts";
import { charactersPerTurn, createPace } from "./pace.ts";

/** Counts the event loop's turns from now on. */
function turnCounter(): { readonly turns: number; stop(): void } {
  let turns = 0;
  const tick = (): void => {
    turns++;
    next = setImmediate(tick);
  };
  let next = setImmediate(tick);
  return {
    get turns() {
      return turns;
    },
    stop: () => clearImmediate(next),
  };
}

const longText = "word ".repeat(charactersPerTurn / 5 + 1);

describe("createPace", () => {
  it("gives the event loop a turn for every 64 Ki characters, however they come", async () => {
    const counter = turnCounter();
    const pace = createPace(new AbortController().signal);
    for (let step = 0; step < 100; step++) await pace(charactersPerTurn / 10);
    counter.stop();
    expect(counter.turns).toBeGreaterThanOrEqual(9);
    expect(counter.turns).toBeLessThanOrEqual(11);
  });

  it("lets short work run through", async () => {
    const counter = turnCounter();
    const pace = createPace(new AbortController().signal);
    for (let step = 0; step < 100; step++) await pace(100);
    counter.stop();
    expect(counter.turns).toBe(0);
  });
});

describe("countDocuments", () => {
  it("gives turns within one long document", async () => {
    const counter = turnCounter();
    const pace = createPace(new AbortController().signal);
    const [counted] = await countDocuments([longText.repeat(10)], countTerms(["word"]), pace);
    counter.stop();
    expect(counter.turns).toBeGreaterThanOrEqual(6);
    expect(counted).toEqual({ length: counted?.counts.get("word"), counts: expect.anything() });
  });

  it("reads no further once the signal is aborted", async () => {
    const controller = new AbortController();
    const reason = new Error("enough");
    let read = 0;
    function* documents(): Generator<string> {
      while (read < 1000) {
        read++;
        if (read === 3) controller.abort(reason);
        yield longText;
      }
    }
    const counting = countDocuments(documents(), countTerms(["word"]), createPace(controller.signal));
    await expect(counting).rejects.toBe(reason);
    expect(read).toBe(3);
  });
});
