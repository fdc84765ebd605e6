import { rerankError, type Scored } from "@secondpass/core";
import { expect, it } from "vitest";
import { askInParts } from "./ask-in-parts.ts";

/** Takes so many documents at most, and scores them by their length. */
function backend(most: number) {
  const asked: number[] = [];
  const ask = async (part: readonly string[]): Promise<Scored> => {
    asked.push(part.length);
    if (part.length > most) throw rerankError("input_too_large", "too large");
    const scores = part.map((text, index) => ({ index, score: text.length }));
    return { scores, usage: { requests: 1, tokens: part.length, costUsd: undefined } };
  };
  return { asked, ask };
}

const documents = ["a", "bb", "ccc", "dddd", "eeeee"];

it("asks once where that will do", async () => {
  const { asked, ask } = backend(5);
  expect((await askInParts(documents, ask)).usage).toMatchObject({ requests: 1, tokens: 5 });
  expect(asked).toEqual([5]);
});

it("halves what is too large, and puts it together again", async () => {
  const { asked, ask } = backend(2);
  const { scores, usage } = await askInParts(documents, ask);
  expect(asked).toEqual([5, 3, 2, 1, 2]);
  expect(scores).toEqual(documents.map(({ length }, index) => ({ index, score: length })));
  expect(usage).toEqual({ requests: 3, tokens: 5, costUsd: undefined });
});

it("gives up at a single document", async () => {
  const { asked, ask } = backend(0);
  await expect(askInParts(documents, ask)).rejects.toMatchObject({ code: "input_too_large" });
  expect(asked).toEqual([5, 3, 2, 1]);
});

it("halves for no other reason", async () => {
  const error = rerankError("overloaded", "busy");
  let asked = 0;
  const ask = (): Promise<Scored> => {
    asked++;
    return Promise.reject(error);
  };
  await expect(askInParts(documents, ask)).rejects.toBe(error);
  expect(asked).toBe(1);
});
