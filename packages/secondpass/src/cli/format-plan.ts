import type { FilePlan, PlannedReranker, Setting, StackPlan } from "@secondpass/config";
import type { CalibrationArtefact } from "@secondpass/core";
import pc from "picocolors";
import { oneLine } from "./terminal-text.ts";

/** One value for a person: what it is, and where it comes from. */
interface Line {
  readonly label: string;
  readonly value: string;
  readonly from: string;
}

/** The stacks of a file, for a person. */
export function formatPlan(file: string, plan: FilePlan, color: boolean): string {
  const colors = pc.createColors(color);
  const stacks = Object.entries(plan.stacks).map(([name, stack]) => {
    const standard = name === plan.default ? " (default)" : "";
    const blocks = stack.rerankers.map((planned, at) =>
      [
        `  ${at + 1}. ${titleOf(planned)}  ${colors.dim(planned.path)}`,
        ...table(guardsOf(planned), "     ", colors),
      ].join("\n"),
    );
    const end = stack.strict.value ? "  then it fails" : `  ${stack.rerankers.length + 1}. first-stage order`;
    return [colors.bold(`${oneLine(name)}${standard}`), ...blocks, end, ...table(wholeOf(stack), "  ", colors)].join(
      "\n",
    );
  });
  return `${colors.dim(oneLine(file))}\n\n${stacks.join("\n\n")}\n`;
}

/** The same as one JSON object. */
export function configJson(file: string, plan: FilePlan): string {
  const stacks = Object.entries(plan.stacks).map(([name, { rerankers, ...whole }]) => [
    name,
    { ...whole, rerankers: rerankers.map((planned) => ({ ...planned, options: shown(planned.options) })) },
  ]);
  return `${JSON.stringify({ file, default: plan.default, stacks: Object.fromEntries(stacks) }, null, 2)}\n`;
}

function guardsOf({ attemptTimeoutMs, retries, resetTimeoutMs, calibration }: PlannedReranker): readonly Line[] {
  return [
    line("attempt timeout", attemptTimeoutMs, (ms) => `${ms} ms`),
    line("retries", retries, (count) => (count === 0 ? "none" : String(count))),
    line("circuit breaker", resetTimeoutMs, (ms) => (ms === false ? "none" : `probes after ${ms} ms`)),
    ...(calibration ? [line("calibration", calibration, saidOf)] : []),
  ];
}

function saidOf({ method, dataset, counts, forced }: CalibrationArtefact): string {
  const fit = `${method}, on ${counts.queries} queries of ${dataset}`;
  return oneLine(forced ? `${fit}, forced` : fit);
}

function wholeOf({ budgetMs, strict }: StackPlan): readonly Line[] {
  return [line("budget", budgetMs, (ms) => `${ms} ms`), line("strict", strict, String)];
}

function line<T>(label: string, { value, origin, path }: Setting<T>, say: (value: T) => string): Line {
  return { label, value: say(value), from: origin === "default" ? "default" : path };
}

function table(lines: readonly Line[], indent: string, colors: ReturnType<typeof pc.createColors>): readonly string[] {
  const widths = [
    Math.max(...lines.map(({ label }) => label.length)),
    Math.max(...lines.map(({ value }) => value.length)),
  ];
  return lines.map(
    ({ label, value, from }) =>
      `${indent}${label.padEnd(widths[0] ?? 0)}  ${value.padEnd(widths[1] ?? 0)}  ${colors.dim(oneLine(from))}`,
  );
}

function titleOf({ provider, options }: PlannedReranker): string {
  const fields = Object.entries(shown(options)).map(
    ([name, value]) => `${name} ${typeof value === "string" ? value : JSON.stringify(value)}`,
  );
  return oneLine([provider, ...fields].join(" · "));
}

/** Options without what may be secret: values of headers, and what stands before the host of an address. */
function shown(options: unknown): Readonly<Record<string, unknown>> {
  if (typeof options !== "object" || options === null) return {};
  return Object.fromEntries(
    Object.entries(options).map(([name, value]) => {
      if (name === "headers") return [name, Object.fromEntries(Object.keys(Object(value)).map((key) => [key, "…"]))];
      return [name, typeof value === "string" ? value.replace(/(:\/\/)[^/@]*@/, "$1…@") : value];
    }),
  );
}
