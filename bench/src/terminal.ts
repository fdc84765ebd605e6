/** Where a command writes; the process itself, or a stand-in in tests. */
export interface Terminal {
  /** Standard output. */
  print(text: string): void;
  /** Standard error. */
  complain(text: string): void;
  /** A line on standard error that the next one overwrites; nothing where that is no terminal. An empty text clears it. */
  progress(text: string): void;
}

/** The process's own terminal. */
export const processTerminal: Terminal = {
  print: (text) => process.stdout.write(`${text}\n`),
  complain: (text) => process.stderr.write(`${text}\n`),
  progress(text) {
    if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`);
  },
};
