import type { Draft, EntryDraft, Given, GivenSettings } from "./draft.ts";
import { type Faults, memberPath } from "./faults.ts";
import { resilienceDefaults } from "./settings-schema.ts";
import type { PlannedReranker, Setting, StackPlan } from "./stack-plan.ts";

/** What plans are made with. */
export interface Planning {
  readonly faults: Faults;
  /** Entries by name; undefined where there is none, or a faulty one. */
  entry(name: string): EntryDraft | undefined;
}

/**
 * Puts an entry together with its fallbacks. A fallback that names an entry stands for that entry and, after it, its own
 * fallbacks; budget and strictness are those of the entry that is asked. An entry that is already there is left out.
 *
 * @param name of the entry, where it has one, so that it is recognised among its fallbacks.
 */
export function planStack(entry: EntryDraft, name: string | undefined, planning: Planning): StackPlan {
  const first = plannedOf(entry, {});
  const trail = [name];
  const others = expand(entry, entry.settings, trail, { ...planning, seen: new Set(trail) });
  const plan: StackPlan = {
    rerankers: [first, ...others],
    budgetMs: settingOf(entry.budgetMs, resilienceDefaults.budgetMs, memberPath(entry.path, "budgetMs")),
    strict: settingOf(entry.strict, resilienceDefaults.strict, memberPath(entry.path, "strict")),
  };
  checkTimes(plan, planning.faults);
  return plan;
}

interface Expanding extends Planning {
  /** Entries that are in the stack. */
  readonly seen: Set<string | undefined>;
}

function expand(
  entry: EntryDraft,
  inherited: GivenSettings,
  trail: readonly (string | undefined)[],
  expanding: Expanding,
): readonly PlannedReranker[] {
  return entry.fallbacks.flatMap((fallback) => {
    if (!("entry" in fallback)) return [plannedOf(fallback, inherited)];
    const { entry: name, path } = fallback;
    if (trail.includes(name)) {
      const circle = [...trail.slice(trail.indexOf(name)), name].join(" → ");
      expanding.faults.add(path, `the fallbacks go round in a circle: ${circle}`);
      return [];
    }
    const named = expanding.entry(name);
    if (!named || expanding.seen.has(name)) return [];
    expanding.seen.add(name);
    const own = { ...inherited, ...named.settings };
    return [plannedOf(named, inherited), ...expand(named, own, [...trail, name], expanding)];
  });
}

function plannedOf(
  { path, provider, options, settings, calibration }: Draft,
  inherited: GivenSettings,
): PlannedReranker {
  const given = { ...inherited, ...settings };
  const { attemptTimeoutMs, retries, resetTimeoutMs } = resilienceDefaults;
  const at = (...keys: readonly string[]): string => keys.reduce(memberPath, path);
  return {
    path,
    provider,
    options,
    attemptTimeoutMs: settingOf(given.attemptTimeoutMs, attemptTimeoutMs, at("attemptTimeoutMs")),
    retries: settingOf(given.retries, retries, at("retry", "retries")),
    resetTimeoutMs: settingOf<number | false>(
      given.resetTimeoutMs,
      resetTimeoutMs,
      at("circuitBreaker", "resetTimeoutMs"),
    ),
    ...(calibration && { calibration: { ...calibration, origin: "configuration" } }),
  };
}

function settingOf<T>(given: Given<T> | undefined, standard: T, path: string): Setting<T> {
  return given ? { ...given, origin: "configuration" } : { value: standard, origin: "default", path };
}

/** A call that outlasts the breaker's pause would end in a state that it knows nothing of. */
function checkTimes({ rerankers, budgetMs }: StackPlan, faults: Faults): void {
  for (const { attemptTimeoutMs, resetTimeoutMs } of rerankers) {
    for (const time of [attemptTimeoutMs, budgetMs]) {
      if (resetTimeoutMs.value === false || time.value < resetTimeoutMs.value) continue;
      const than = `${resetTimeoutMs.path}, which ${said(resetTimeoutMs)}`;
      faults.add(
        time.path,
        `${said(time)} and must be shorter than ${than}: a call must end before the breaker probes again`,
      );
    }
  }
}

function said({ value, origin }: Setting<number | false>): string {
  return origin === "default" ? `is ${value} by default` : `is ${value}`;
}
