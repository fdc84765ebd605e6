/** What the user typed or handed in is wrong: the command ends with status 2. The message says what, where and what to do. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
