import { inspect } from "node:util";

/** How deep a chain of causes is followed. */
const deepestCause = 10;

/** Every text that an error may be turned into by whoever logs it, each with what it is. */
export function textsOf(error: unknown): readonly (readonly [where: string, text: string])[] {
  const texts: (readonly [string, string])[] = [
    ["inspect", inspect(error, { depth: Number.POSITIVE_INFINITY, showHidden: true, getters: true })],
  ];
  let one = error;
  for (let depth = 0; depth < deepestCause && one instanceof Error; depth++) {
    const which = depth === 0 ? "" : ` of cause ${depth}`;
    texts.push([`the message${which}`, one.message], [`the stack${which}`, String(one.stack)]);
    texts.push([`the JSON${which}`, `${JSON.stringify(one)}${JSON.stringify({ ...one })}`]);
    one = one.cause;
  }
  return texts;
}

const methods = ["debug", "error", "info", "log", "trace", "warn"] as const;

/** Runs `work` and reads what it writes to the console meanwhile; it is written all the same. */
export async function withConsoleRead<T>(
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly written: string }> {
  const written: string[] = [];
  const own = methods.map((method) => [method, Reflect.get(globalThis.console, method)] as const);
  for (const [method, write] of own) {
    Reflect.set(globalThis.console, method, (...values: readonly unknown[]) => {
      written.push(
        values.map((value) => (typeof value === "string" ? value : inspect(value, { depth: 10 }))).join(" "),
      );
      return Reflect.apply(write, globalThis.console, values);
    });
  }
  try {
    const result = await work();
    return { result, written: written.join("\n") };
  } finally {
    for (const [method, write] of own) Reflect.set(globalThis.console, method, write);
  }
}
