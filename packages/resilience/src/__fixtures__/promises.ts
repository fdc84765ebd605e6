/** Lets everything run that is ready to run. */
export async function turns(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise<void>((resolve) => setImmediate(resolve));
}

/** What a promise rejects with; throws where it does not. */
export function rejectionOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => {
      throw new Error("the promise should have rejected");
    },
    (reason: unknown) => reason,
  );
}

/** Whether a promise is settled by now. */
export async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  let settled = false;
  const note = (): void => {
    settled = true;
  };
  promise.then(note, note);
  await turns();
  return settled;
}

/** Runs a test's body and hands back what was rejected meanwhile without anybody listening. */
export async function unhandledDuring(body: () => Promise<void>): Promise<readonly unknown[]> {
  const reasons: unknown[] = [];
  const listener = (reason: unknown): void => void reasons.push(reason);
  process.on("unhandledRejection", listener);
  try {
    await body();
    await turns();
  } finally {
    process.off("unhandledRejection", listener);
  }
  return reasons;
}

/** An abort that means that time has run out. */
export const late: DOMException = new DOMException("late", "TimeoutError");
