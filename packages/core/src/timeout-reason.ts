/**
 * Whether an abort reason is a time-out in disguise: `AbortSignal.timeout(300)` aborts with a reason named TimeoutError, and
 * whoever writes that means a budget, not "stop". Never throws: it is asked inside an abort listener, where that would end
 * the process.
 */
export function isTimeoutReason(reason: unknown): boolean {
  try {
    return typeof reason === "object" && reason !== null && Reflect.get(reason, "name") === "TimeoutError";
  } catch {
    return false;
  }
}
