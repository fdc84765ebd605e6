import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  statSync,
  truncateSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import type { AnswerStore, KeptAnswer } from "../experiment/answer-store.ts";
import { InputError } from "../input-error.ts";

/** An answer store that is a file, and must be closed. */
export interface AnswerFile extends AnswerStore, Disposable {
  /** How many answers the file held when it was opened. */
  readonly kept: number;
}

/** The file's first line. A file with another one is not ours to append to. */
const heading = '{"secondpass":"answers","version":1}';

/**
 * Opens a file of answers, or begins one with its folders: a heading, then one JSON object a line, each written at once when its
 * answer is in. It holds hashes, indices and scores, no text. A line that an interruption has cut short is dropped.
 *
 * @throws InputError naming the file, where it is something else, or the line that is damaged.
 */
export function openAnswerFile(path: string): AnswerFile {
  const answers = new Map<string, KeptAnswer>();
  if (existsSync(path)) {
    checkHeading(path);
    dropTornLine(path);
  }
  const isNew = !existsSync(path) || statSync(path).size === 0;
  if (isNew) mkdirSync(dirname(path), { recursive: true });
  else readAnswers(path, answers);
  const file = openSync(path, "a", 0o600);
  if (isNew) writeSync(file, `${heading}\n`);
  return {
    kept: answers.size,
    get: (key) => answers.get(key),
    async put(key, answer) {
      // At once and whole, so that nothing that was paid for is lost when the process is killed.
      writeSync(file, `${JSON.stringify({ key, ...answer })}\n`);
      answers.set(key, answer);
    },
    [Symbol.dispose]: () => closeSync(file),
  };
}

/** Before anything is cut off: the file may be somebody else's. A heading cut short is ours, and begun again. */
function checkHeading(path: string): void {
  const file = openSync(path, "r");
  const begin = Buffer.alloc(heading.length);
  try {
    const length = readSync(file, begin, 0, begin.length, 0);
    if (heading.startsWith(begin.toString("utf8", 0, length))) return;
  } finally {
    closeSync(file);
  }
  throw new InputError(`${path}:1: is no file of kept answers; name another one`);
}

/** Cuts off what follows the last line end. */
function dropTornLine(path: string): void {
  const { size } = statSync(path);
  const file = openSync(path, "r");
  const byte = Buffer.alloc(1);
  let end = size;
  try {
    while (end > 0 && readSync(file, byte, 0, 1, end - 1) === 1 && byte[0] !== 0x0a) end--;
  } finally {
    closeSync(file);
  }
  if (end < size) truncateSync(path, end);
}

function readAnswers(path: string, answers: Map<string, KeptAnswer>): void {
  const [, ...lines] = readFileSync(path, "utf8").split("\n");
  for (const [at, line] of lines.entries()) {
    if (line === "") continue;
    const { key, ...answer } = parse(line, `${path}:${at + 2}`);
    answers.set(key, answer);
  }
}

function parse(line: string, where: string): KeptAnswer & { readonly key: string } {
  try {
    const answer = JSON.parse(line);
    if (typeof answer.key === "string" && Array.isArray(answer.ranking) && Number.isFinite(answer.durationMs))
      return answer;
  } catch {
    // Told below.
  }
  throw new InputError(`${where}: is no kept answer; delete the line or the file`);
}
