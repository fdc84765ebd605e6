import { cpus } from "node:os";

/** What figures were measured on, for reports. */
export interface Machine {
  /** ISO date. */
  readonly date: string;
  /** For example "v20.20.2". */
  readonly node: string;
  /** For example "linux x64". */
  readonly platform: string;
  /** The processor's name and how many cores the process sees. */
  readonly cpu: string;
}

/** This machine, now. */
export function thisMachine(): Machine {
  const cores = cpus();
  return {
    date: new Date().toISOString().slice(0, 10),
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    cpu: `${cores[0]?.model.trim() ?? "unknown processor"}, ${cores.length} cores`,
  };
}

/** Date, machine and command as lines of Markdown. */
export function provenance({ date, node, platform, cpu }: Machine, command: string): string {
  return [`- Date: ${date}`, `- Machine: Node ${node}, ${platform}, ${cpu}`, `- Command: \`${command}\``].join("\n");
}
