import type { z } from "zod";
import { type Faults, kindOf, memberPath } from "./faults.ts";
import { didYouMean } from "./nearest.ts";
import { entriesOf, isPlainObject } from "./plain-object.ts";

/** What is checked, and where a fault is told. */
interface Where {
  readonly path: string;
  /** The keys of the value, where it is an object. */
  readonly known: readonly string[];
  /** What the issue's path starts from. */
  readonly value: unknown;
  readonly faults: Faults;
}

/** Checks one value against its schema; adds what is wrong and returns whether nothing is. */
export function checkValue(schema: z.ZodType, where: Where): boolean {
  const { value, path, faults } = where;
  // Forbidden keys are refused by name first: what a schema makes of them is its own affair.
  if (isPlainObject(value)) {
    const set = Object.values(value).filter((one) => one !== undefined);
    if (entriesOf(value, path, faults).length < set.length) return false;
  }
  const { error } = schema.safeParse(value);
  for (const issue of error?.issues ?? []) addIssue(issue, where);
  return error === undefined;
}

function addIssue(issue: z.core.$ZodIssue, where: Where): void {
  const path = issue.path.reduce<string>((above, key) => memberPath(above, key as string | number), where.path);
  if (issue.code === "unrecognized_keys") {
    for (const key of issue.keys) {
      const known = `known: ${where.known.join(", ")}.${didYouMean(key, where.known)}`;
      where.faults.add(memberPath(path, key), `there is no such setting; ${known}`);
    }
    return;
  }
  const deeper = issue.code === "invalid_union" ? issue.errors.flat().filter((one) => isDeeper(one)) : [];
  if (deeper.length > 0) {
    for (const one of deeper) addIssue(one, { ...where, path });
    return;
  }
  where.faults.add(path, `must be ${issue.message}, is ${kindOf(valueAt(where.value, issue.path))}`);
}

/** Of the alternatives, the one that the value was meant to be says more than that there are several. */
function isDeeper(issue: z.core.$ZodIssue): boolean {
  return issue.path.length > 0 || issue.code === "unrecognized_keys";
}

/** A schema complains of nothing below a value that is no object. */
function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((above, key) => Reflect.get(above as object, key), value);
}
