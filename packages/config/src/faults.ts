import { type RerankError, rerankError } from "@secondpass/core";

/** Collects faults, so that a person hears of all of them at once. */
export interface Faults {
  /**
   * @param path "rerankers.search.fallback[0].provider"; empty for the configuration as a whole.
   * @param message what is wrong and what is allowed.
   */
  add(path: string, message: string): void;
  /** @throws RerankError `misconfigured` with every fault that was added, if there is one. */
  throwIfAny(): void;
}

/** Makes an empty collection. The same fault is kept once. */
export function createFaults(): Faults {
  const found = new Set<string>();
  return {
    add(path, message) {
      found.add(path === "" ? `the configuration ${message}` : `${path}: ${message}`);
    },
    throwIfAny() {
      if (found.size > 0) throw errorOf([...found]);
    },
  };
}

function errorOf(faults: readonly string[]): RerankError {
  const [first, ...others] = faults;
  if (others.length === 0) return rerankError("misconfigured", String(first));
  const list = faults.map((fault) => `\n  - ${fault}`).join("");
  return rerankError("misconfigured", `${faults.length} faults in the configuration:${list}`);
}

/** The path of a member: `a.b`, or `a["b c"]` where the key is no plain name. */
export function memberPath(path: string, key: string | number): string {
  if (typeof key === "number") return `${path}[${key}]`;
  if (!/^[\w$-]+$/.test(key)) return `${path}[${quoted(key)}]`;
  return path === "" ? key : `${path}.${key}`;
}

/** A name from the configuration for a message: quoted, and cut where it is too long to be one. */
export function quoted(name: string): string {
  return JSON.stringify(name.length > 60 ? `${name.slice(0, 60)}…` : name);
}

/** What kind of thing a value is, without repeating it: it may be a key in the wrong place. */
export function kindOf(value: unknown): string {
  if (value === null || typeof value === "number" || typeof value === "boolean") return String(value);
  if (Array.isArray(value)) return "a list";
  if (value === undefined) return "missing";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
