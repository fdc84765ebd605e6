import { type Machine, provenance } from "../machine.ts";
import type { Finding } from "./finding.ts";
import type { Played } from "./play.ts";

/** A scenario as the report tells of it. */
export interface Reported extends Played {
  readonly id: string;
  readonly about: string;
}

/** The findings as Markdown. */
export function soakReport(machine: Machine, command: string, played: readonly Reported[]): string {
  return `# Outages, played against the whole stack

A server that goes wrong on purpose runs in a process of its own; the calls go through the tei adapter, time limits, circuit
breaker, retries and fallback, over real sockets on loopback. Every document carries the number of its call, and every server
and key give scores of their own, so that an answer shows whose it is.

Global invariants, in every scenario: every call settled; every ranking is a beginning of a permutation of its own call's documents;
no unhandledRejection, uncaughtException or process warning; after close no connection, timer or other resource, and the process
ends by itself within 1 s; nothing of key, query or document in answers' warnings, errors, events or output.

${table(played)}

${summaryOf(played.flatMap(({ findings }) => findings))}

${provenance(machine, command)}
- Other work on the machine, in cores on average while each ran: ${played.map(others).join(", ")}. Where that is not
  next to nothing, tails say as much about the neighbours as about us; the limits are the same.`;
}

function table(played: readonly Reported[]): string {
  const rows = played.flatMap(({ id, about, findings }) =>
    findings.map(({ what, figure, limit, verdict }, at) => [
      id,
      at === 0 ? `${about}: ${what}` : what,
      figure,
      limit,
      verdict,
    ]),
  );
  return [["scenario", "what", "figure", "limit", "verdict"], Array(5).fill("---"), ...rows]
    .map((cells) => `| ${cells.map(cellOf).join(" | ")} |`)
    .join("\n");
}

function cellOf(text: string): string {
  return text.replace(/\s+/g, " ").replaceAll("|", "\\|");
}

function summaryOf(findings: readonly Finding[]): string {
  const count = (verdict: Finding["verdict"]): number =>
    findings.filter((finding) => finding.verdict === verdict).length;
  return `${count("ok")} kept, ${count("FAILED")} failed, ${count("skipped")} skipped.`;
}

function others({ id, others: cores, seconds }: Reported): string {
  return `${id} ${cores.toFixed(1)} (${seconds.toFixed(0)} s)`;
}
