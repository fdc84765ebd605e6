import { describe, expect, it } from "vitest";
import { teiAndServer } from "./__fixtures__/server.ts";
import { teiBody, teiScores } from "./tei-wire.ts";

const settings = { truncate: true, truncationDirection: undefined, rawScores: false };

describe("teiBody", () => {
  it("says truncate and raw_scores always, a direction where there is one", () => {
    expect(JSON.parse(teiBody("q", ["a"], settings))).toEqual({
      query: "q",
      texts: ["a"],
      truncate: true,
      raw_scores: false,
    });
    const other = { truncate: false, truncationDirection: "right", rawScores: true } as const;
    expect(JSON.parse(teiBody("q", ["a"], other))).toMatchObject({
      truncate: false,
      raw_scores: true,
      truncation_direction: "Right",
    });
  });
});

describe("teiScores", () => {
  it("reads a bare list", () => {
    const rows = [
      { index: 1, score: 0.9 },
      { index: 0, score: 0.1 },
    ];
    expect(teiScores(rows, 2)).toEqual(rows);
  });

  it.each([
    [[{ index: 0, score: 0.5 }], 2, "1 rows for 2 texts"],
    [
      [
        { index: 0, score: 0.5 },
        { index: 1, score: 0.5 },
      ],
      1,
      "2 rows for 1 texts",
    ],
    [
      [
        { index: 0, score: 0.5 },
        { index: 2, score: 0.5 },
      ],
      2,
      "rows[1].index is outside 0…1",
    ],
    [[{ index: -1, score: 0.5 }], 1, "rows[0].index is outside 0…0"],
    [[{ index: 0, score: null }], 1, "rows[0].score"],
    [{ results: [] }, 0, "has no list"],
  ])("%j for %i texts is malformed: %s", (json, count, message) => {
    expect(() => teiScores(json, count)).toThrow(
      expect.objectContaining({ code: "malformed", message: expect.stringContaining(message) }),
    );
  });
});

it("a part's stray row does not pass for another part's", async () => {
  // Each part has rows for its own three texts, but that the first part's last row is numbered as the second's first.
  const { reranker } = await teiAndServer(
    { limits: { maxDocuments: 3 }, permute: (rows) => rows.map((row) => stray(row)) },
    { maxDocuments: 6 },
  );
  await using _ = reranker;
  await expect(reranker.rerank({ query: "q", documents: ["a", "b", "c", "d", "e", "f"] })).rejects.toMatchObject({
    code: "malformed",
  });
});

function stray<Row>(row: Row): Row {
  const { index } = row as { index: number };
  return index === 2 ? { ...row, index: 3 } : row;
}
