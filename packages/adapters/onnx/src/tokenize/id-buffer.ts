/** A growing list of ids, reused from text to text. */
export interface IdBuffer {
  ids: Int32Array;
  length: number;
}

/** An empty buffer with room for so many ids at first. */
export function createIdBuffer(room = 1024): IdBuffer {
  return { ids: new Int32Array(room), length: 0 };
}

/** Appends one id. */
export function pushId(buffer: IdBuffer, id: number): void {
  if (buffer.length === buffer.ids.length) grow(buffer);
  buffer.ids[buffer.length++] = id;
}

/** The ids as a list of their own; the buffer is emptied, and gives back what one long text made it take. */
export function takeIds(buffer: IdBuffer): Int32Array {
  const taken = buffer.ids.slice(0, buffer.length);
  buffer.length = 0;
  if (buffer.ids.length > 65_536) buffer.ids = new Int32Array(1024);
  return taken;
}

function grow(buffer: IdBuffer): void {
  const larger = new Int32Array(buffer.ids.length * 2);
  larger.set(buffer.ids);
  buffer.ids = larger;
}
