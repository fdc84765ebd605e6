import type { FileHandle } from "node:fs/promises";

/** Bytes read at once; what is looked at next mostly lies beside what was looked at last. */
const windowSize = 64 * 1024;

/** Part after part of a file, without holding the whole. */
export interface FileWindow {
  /** Bytes of the file from `start` on, fewer where it ends before; good until the next call. */
  view(start: number, length: number): Promise<Uint8Array>;
}

/** Opens a window on a file. */
export function openWindow(file: FileHandle): FileWindow {
  let bytes = Buffer.alloc(windowSize);
  let from = 0;
  let filled = 0;
  return {
    async view(start, length) {
      if (start < from || start + length > from + filled) {
        if (length > bytes.length) bytes = Buffer.alloc(length);
        ({ bytesRead: filled } = await file.read(bytes, 0, bytes.length, start));
        from = start;
      }
      return bytes.subarray(start - from, Math.min(start - from + length, filled));
    },
  };
}
