/** Something that an adapter must do with a real server. */
export interface Check {
  readonly name: string;
  /**
   * @returns what was seen, in a few words.
   * @throws whatever, where it did not do so.
   */
  run(): Promise<string>;
}

/** A check that was made. */
export interface Finding {
  readonly check: string;
  readonly verdict: "ok" | "FAILED" | "skipped";
  readonly detail: string;
}

/** No check takes as long on any machine. */
const patienceMs = 180_000;

/** Makes one check; its own failure is a finding like any other. */
export async function make({ name, run }: Check): Promise<Finding> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no end after ${patienceMs / 1000} s`)), patienceMs);
  });
  try {
    return { check: name, verdict: "ok", detail: await Promise.race([run(), late]) };
  } catch (error) {
    return { check: name, verdict: "FAILED", detail: error instanceof Error ? error.message : String(error) };
  } finally {
    clearTimeout(timer);
  }
}

/** @throws Error with the message where the condition does not hold. */
export function must(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(message);
}
