import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { inputSource } from "../overhead/texts.ts";
import { answeringServer } from "./answering-server.ts";
import { contendersOf } from "./contenders.ts";

it("every contender ends with the same order of the same list", async () => {
  const server = answeringServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { contenders, close } = await contendersOf(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  try {
    const input = inputSource(100)();
    const orders = new Map<string, readonly number[]>();
    for (const { name, call } of contenders)
      orders.set(
        name,
        (await call(input)).map(({ index }) => index),
      );
    const [first = []] = orders.values();
    expect(first.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, index) => index));
    for (const [name, order] of orders) expect(order, name).toEqual(first);
    const names = contenders.map(({ name }) => name);
    for (const { comparedWith } of contenders) if (comparedWith !== undefined) expect(names).toContain(comparedWith);
  } finally {
    await close();
    server.closeAllConnections();
    server.close();
  }
});
