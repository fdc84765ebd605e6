/** How a promise ended. */
export type Settled<T = unknown> =
  | { readonly kind: "resolved"; readonly value: T }
  | { readonly kind: "rejected"; readonly reason: unknown }
  | { readonly kind: "pending" };

/** Long enough for any machine; what has not settled by then is taken to hang. */
const patienceMs = 5_000;

/** How a promise ends, or that it does not: no verdict on speed, only on hanging. */
export async function settle<T>(promise: Promise<T>): Promise<Settled<T>> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<Settled<T>>((resolve) => {
    timer = setTimeout(() => resolve({ kind: "pending" }), patienceMs);
  });
  const ended = promise.then(
    (value): Settled<T> => ({ kind: "resolved", value }),
    (reason: unknown): Settled<T> => ({ kind: "rejected", reason }),
  );
  const settled = await Promise.race([ended, patience]);
  clearTimeout(timer);
  return settled;
}
