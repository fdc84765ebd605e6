/** Somebody's data or arguments cannot be used; the message says where (file, line, field) and what to do. */
export class InputError extends Error {
  override readonly name = "InputError";
}
