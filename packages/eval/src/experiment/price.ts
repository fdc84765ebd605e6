import { InputError } from "../input-error.ts";
import type { CallRecord } from "./rerank-dataset-options.ts";

/** By what a reranker is paid. */
export const priceUnits = ["1Mtokens", "1000searches", "1000requests", "hour"] as const;

/** US dollars for a million tokens, a thousand search units or requests, or an hour of the machine that it runs on. */
export interface Price {
  readonly usd: number;
  readonly unit: (typeof priceUnits)[number];
}

const amountOf: Readonly<Record<Price["unit"], (call: CallRecord) => number | undefined>> = {
  "1Mtokens": ({ usage }) => share(usage?.tokens, 1e6),
  "1000searches": ({ usage }) => share(usage?.searchUnits, 1000),
  "1000requests": ({ usage }) => share(usage?.requests, 1000),
  // One call at a time has the machine to itself.
  hour: ({ durationMs }) => durationMs / 3_600_000,
};

/**
 * Calls with what they cost by a price, in place of what they say of it themselves.
 *
 * @param system of whom the message speaks.
 * @throws InputError where a call does not tell how much of the unit it used.
 */
export function withPrice(calls: readonly CallRecord[], { usd, unit }: Price, system: string): readonly CallRecord[] {
  return calls.map((call) => {
    const amount = amountOf[unit](call);
    if (amount !== undefined) return { ...call, usage: { ...call.usage, costUsd: usd * amount } };
    throw new InputError(
      `${system} does not tell how many ${unit.replace(/^\d+M?/, "")} a call takes; price it by another unit: ${priceUnits.join(", ")}`,
    );
  });
}

function share(count: number | undefined, whole: number): number | undefined {
  return count === undefined ? undefined : count / whole;
}
