import { describe, expect, it } from "vitest";
import { baseline } from "../overhead/cases.ts";
import { inputSource } from "../overhead/texts.ts";
import { recordingTerminal } from "../testing/recording-terminal.ts";
import { resilienceCases } from "./cases.ts";
import { runResilience } from "./command.ts";

describe("resilience", () => {
  it("all cases end with the same order, the best first while the backend answers, as it came while it does not", async () => {
    for (const condition of ["healthy", "open"] as const) {
      const { cases, close } = await resilienceCases(10, condition);
      const input = inputSource(10)();
      const orders = await Promise.all(cases.map(async ({ call }) => (await call(input)).map(({ index }) => index)));
      for (const order of orders) expect(order).toEqual(orders[0]);
      const asItCame = Array.from({ length: 10 }, (_, index) => index);
      if (condition === "open") expect(orders[0]).toEqual(asItCame);
      else expect(orders[0]).not.toEqual(asItCame);
      await close();
    }
  });

  it("prints both conditions", async () => {
    const terminal = recordingTerminal();
    expect(await runResilience(["--rounds", "1", "--time", "1"], terminal)).toBe(0);
    const [printed = ""] = terminal.printed;
    expect(printed.match(new RegExp(`\\| ${baseline} `, "g"))).toHaveLength(2);
    expect(printed.match(/\| secondpass: the whole stack/g)).toHaveLength(2);
  });

  it.each([
    [["--rounds", "0"], /--rounds must be a positive integer, is "0"/],
    [["--fast"], /--fast/],
  ])("refuses %j with 2 and how it is used", async (args, message) => {
    const terminal = recordingTerminal();
    expect(await runResilience(args, terminal)).toBe(2);
    expect(terminal.complaints.join()).toMatch(message);
    expect(terminal.complaints.join()).toContain("Usage:");
  });

  it("explains itself", async () => {
    const terminal = recordingTerminal();
    expect(await runResilience(["--help"], terminal)).toBe(0);
    expect(terminal.printed.join()).toContain("Usage:");
  });
});
