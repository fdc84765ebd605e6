import { isRerankErrorCode, type RerankErrorCode, type RerankResponse, treatments } from "@secondpass/core";
import { type Fault, faults as knownFaults } from "@secondpass/testing/faults";
import type { BackendView } from "../backend/messages.ts";
import { ownFaults } from "../backend/own-faults.ts";
import { type AttemptResult, explain, type Met } from "../explain.ts";
import { type Judge, readable } from "../finding.ts";

/** What calls said that they had tried, kept small. */
export interface Accounts {
  note(call: number, response: RerankResponse): void;
  /** The attempts of a call, and whether it was answered with scores; undefined where it was not noted. */
  of(call: number): { readonly attempts: readonly AttemptResult[]; readonly scored: boolean } | undefined;
  /** The number of the first call, and how many there are. */
  readonly first: number;
  readonly calls: number;
}

const results: readonly AttemptResult[] = [
  "ok",
  ...(Object.keys(treatments).filter(isRerankErrorCode) as RerankErrorCode[]),
];
/** Bits of an attempt, and how many fit beside the mark of the first and the bit for scores. */
const bits = 5;

/** Keeps the attempts of so many calls outside the heap: up to five each. */
export function createAccounts(first: number, calls: number): Accounts {
  // A leading 1 tells how many there are.
  const packed = new Uint32Array(calls);
  return {
    first,
    calls,
    note(call, { outcome }) {
      const digits = outcome.attempts.reduce((sum, { result }) => (sum << bits) | results.indexOf(result), 1);
      packed[call - first] = (digits << 1) | (outcome.scored > 0 ? 1 : 0);
    },
    of(call) {
      const value = packed[call - first] ?? 0;
      if (value === 0) return undefined;
      const attempts: AttemptResult[] = [];
      for (let digits = value >>> 1; digits > 1; digits >>>= bits) {
        attempts.unshift(results[digits & (2 ** bits - 1)] as AttemptResult);
      }
      return { attempts, scored: (value & 1) === 1 };
    },
  };
}

/** Compares what every call said with what the server saw of it. */
export function judgeAccounts(judge: Judge, accounts: Accounts, view: BackendView): void {
  const met = metByCall(view);
  const requests = view.calls.filter((call) => call >= accounts.first).length;
  const { scored, degraded, injected, late, unexplained, rescued } = count(accounts, met);
  judge.holds(
    `calls whose attempts are not what the server saw, of ${readable(accounts.calls)} calls and ${readable(requests)} requests`,
    unexplained === 0,
    [readable(unexplained), ...examples(accounts, met)].join("; "),
    "0",
  );
  judge.holds(
    "degraded = injected − rescued + late",
    degraded === injected - rescued + late,
    `${readable(degraded)} = ${readable(injected)} − ${readable(rescued)} + ${readable(late)}, ${readable(scored)} with scores`,
    "exactly",
  );
}

function metByCall({ calls, met, faults }: BackendView): ReadonlyMap<number, readonly Met[]> {
  const known = faults.map(metOf);
  const byCall = new Map<number, Met[]>();
  calls.forEach((call, at) => {
    const list = byCall.get(call) ?? [];
    list.push(known[met[at] ?? 0] as Met);
    byCall.set(call, list);
  });
  return byCall;
}

/** The first few calls that are not explained. */
function examples(accounts: Accounts, met: ReadonlyMap<number, readonly Met[]>): readonly string[] {
  const found: string[] = [];
  for (const call of numbersOf(accounts)) {
    if (found.length === 5) break;
    const noted = accounts.of(call);
    const seen = met.get(call) ?? [];
    if (!accountOf(noted, seen).includes("unexplained")) continue;
    found.push(
      `call ${call} tried ${noted?.attempts.join(", ") ?? "nothing"} and met ${seen.map(({ name }) => name).join(", ") || "nothing"}`,
    );
  }
  return found;
}

function* numbersOf({ first, calls }: Accounts): Generator<number> {
  for (let call = first; call < first + calls; call++) yield call;
}

/** What became of calls, by number. */
type Counts = Record<"scored" | "degraded" | "injected" | "rescued" | "late" | "unexplained", number>;

function count(accounts: Accounts, met: ReadonlyMap<number, readonly Met[]>): Counts {
  const counts: Counts = { scored: 0, degraded: 0, injected: 0, rescued: 0, late: 0, unexplained: 0 };
  for (const call of numbersOf(accounts)) {
    for (const name of accountOf(accounts.of(call), met.get(call) ?? [])) counts[name]++;
  }
  return counts;
}

/** What a call counts as. */
function accountOf(noted: ReturnType<Accounts["of"]>, met: readonly Met[]): readonly (keyof Counts)[] {
  const { attempts = [], scored = false } = noted ?? {};
  const isExact = noted !== undefined && explain(attempts, met).exact && scored === (attempts.at(-1) === "ok");
  const explained = isExact ? [] : (["unexplained"] as const);
  const injected = met.some(({ expects }) => !expects.includes("answer"));
  if (injected)
    return scored ? ["injected", "scored", "rescued", ...explained] : ["injected", "degraded", ...explained];
  return scored ? ["scored", ...explained] : ["degraded", "late", ...explained];
}

const byName: ReadonlyMap<string, Fault> = new Map(
  [...knownFaults, ...ownFaults(Math.random, { gone: 0 })].map((fault) => [fault.name, fault]),
);

function metOf(name: string): Met {
  const fault = byName.get(name);
  if (!fault) return { name, expects: ["answer"], resent: false };
  const { kind, expects } = fault;
  return { name, expects, resent: (kind === "hang-up" && name !== "fin-in-body") || kind === "stale" };
}
