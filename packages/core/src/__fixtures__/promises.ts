import { expect } from "vitest";

/** A promise that is settled from outside. */
export interface Deferred<T> {
  readonly promise: Promise<T>;
  resolve(value: T): void;
  reject(reason: unknown): void;
}

/** Makes a promise that is settled from outside. */
export function deferred<T>(): Deferred<T> {
  let resolve: (value: T) => void = () => {};
  let reject: (reason: unknown) => void = () => {};
  const promise = new Promise<T>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}

/** Work that never ends and heeds no signal. */
export const never: Promise<never> = new Promise<never>(() => {});

/** Lets everything run that is ready to run. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** What a promise rejects with; fails the test where it does not. */
export async function rejectionOf(promise: Promise<unknown>): Promise<unknown> {
  const outcome = await promise.then(
    () => undefined,
    (reason: unknown) => ({ reason }),
  );
  expect(outcome, "the promise should have rejected").toBeDefined();
  return outcome?.reason;
}

/** Runs a test's body and hands back what was rejected meanwhile without anybody listening. */
export async function unhandledDuring(body: () => Promise<void>): Promise<readonly unknown[]> {
  const reasons: unknown[] = [];
  const listener = (reason: unknown): void => {
    reasons.push(reason);
  };
  process.on("unhandledRejection", listener);
  try {
    await body();
    await settled();
    await settled();
  } finally {
    process.off("unhandledRejection", listener);
  }
  return reasons;
}
