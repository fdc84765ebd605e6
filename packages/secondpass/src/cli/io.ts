/** The command's surroundings: where it reads, where it prints, what its terminal can show. */
export interface Io {
  readonly cwd: string;
  /** The environment's variables. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  /** Width of the terminal; 80 where there is none. */
  readonly columns: number;
  /** Only on a terminal, and never against NO_COLOR. */
  readonly color: boolean;
  /** To standard output. */
  print(text: string): void;
  /** How far a long job is, in place of what was said before; only on a terminal. */
  progress(message: string): void;
  /** A message to standard error. */
  warn(message: string): void;
  /** What happened, no cause for concern; to standard error. */
  note(message: string): void;
}

/** The surroundings of this process. */
export function processIo(): Io {
  const { stdin, stdout, stderr, env } = process;
  return {
    cwd: process.cwd(),
    env,
    stdin,
    columns: stdout.columns ?? 80,
    color: stdout.isTTY === true && !env.NO_COLOR && env.TERM !== "dumb",
    print: (text) => void stdout.write(text),
    progress: (message) => void (stderr.isTTY && stderr.write(`\r\u001b[K${message}`)),
    warn: (message) => void stderr.write(`secondpass: warning: ${message}\n`),
    note: (message) => void stderr.write(`secondpass: ${message}\n`),
  };
}
