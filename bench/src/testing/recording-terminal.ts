import type { Terminal } from "../terminal.ts";

/** A terminal that keeps what is written to it. */
export interface RecordingTerminal extends Terminal {
  readonly printed: readonly string[];
  readonly complaints: readonly string[];
}

/** Makes a terminal that keeps what is written to it; progress is dropped. */
export function recordingTerminal(): RecordingTerminal {
  const printed: string[] = [];
  const complaints: string[] = [];
  return {
    printed,
    complaints,
    print: (text) => void printed.push(text),
    complain: (text) => void complaints.push(text),
    progress: () => {},
  };
}
