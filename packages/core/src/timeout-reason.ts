/**
 * Whether an abort reason is a time-out in disguise: `AbortSignal.timeout(300)` aborts with a reason named TimeoutError, and
 * whoever writes that means a budget, not "stop".
 */
export function isTimeoutReason(reason: unknown): boolean {
  return typeof reason === "object" && reason !== null && Reflect.get(reason, "name") === "TimeoutError";
}
