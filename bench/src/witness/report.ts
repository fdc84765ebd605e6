import { type Machine, provenance } from "../machine.ts";
import type { Finding } from "./check.ts";

/** What was found of one server. */
export interface ServerFindings {
  readonly name: string;
  /** Undefined where it is not there. */
  readonly version: string | undefined;
  readonly findings: readonly Finding[];
}

/** What is said around the table. */
export interface ReportFrame {
  readonly machine: Machine;
  readonly command: string;
  /** Versions by name of what gave the expected scores. */
  readonly reference: Readonly<Record<string, string>>;
}

/** The findings as Markdown. */
export function witnessReport(
  { machine, command, reference }: ReportFrame,
  servers: readonly ServerFindings[],
): string {
  const versions = Object.entries(reference).map(([name, version]) => `${name} ${version}`);
  return `# Our adapters with real servers

Each server was started on loopback with a small BERT of fixed random weights, which ranks nothing but gives every text a score
of its own; scores are compared with sentence-transformers' \`CrossEncoder.predict\` on the same weights. Where a call must fail,
the detail is the error as its caller sees it (the address is HOST here); the check is also that nothing of query, documents or
key is in it.

${table(servers)}

${summaryOf(servers)}

${provenance(machine, command)}
- Reference: ${versions.join(", ")}`;
}

function table(servers: readonly ServerFindings[]): string {
  const rows = servers.flatMap(({ name, version = "–", findings }) =>
    findings.map(({ check, verdict, detail }) => [name, version, check, verdict, detail]),
  );
  return [["server", "version", "check", "verdict", "detail"], Array(5).fill("---"), ...rows]
    .map((cells) => `| ${cells.map(cellOf).join(" | ")} |`)
    .join("\n");
}

function cellOf(text: string): string {
  return text.replace(/\s+/g, " ").replaceAll("|", "\\|");
}

function summaryOf(servers: readonly ServerFindings[]): string {
  const all = servers.flatMap(({ findings }) => findings);
  const count = (verdict: Finding["verdict"]): number => all.filter((finding) => finding.verdict === verdict).length;
  return `${count("ok")} passed, ${count("FAILED")} failed, ${count("skipped")} skipped.`;
}
