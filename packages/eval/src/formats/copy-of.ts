/** Copies bytes. Not `slice`: Node's Buffer, which is a Uint8Array too, gives a view of the same memory there. */
export function copyOf(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}
