import { expect, it } from "vitest";
import { createIdTable } from "./id-table.ts";

it("knows every id that was added since it was cleared, and no other", () => {
  const table = createIdTable();
  const ids = Array.from({ length: 10_000 }, (_, at) => `${at % 7919}`);
  const bytes = Buffer.from(ids.join(" "));
  for (let round = 0; round < 2; round++) {
    let start = 0;
    const known = ids.map((id) => {
      const answer = table.add(bytes, start, start + id.length);
      start += id.length + 1;
      return answer;
    });
    expect(known).toEqual(ids.map((_, at) => at >= 7919));
    table.clear();
  }
});
