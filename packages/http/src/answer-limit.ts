/** What an answer may hold. */
export interface AnswerSize {
  /** Documents asked about. */
  readonly documents: number;
  /** Length of the request's body, in UTF-16 units, where the provider echoes the documents. Default 0. */
  readonly echoed?: number | undefined;
}

/**
 * Bytes that an answer may have: half a kilobyte a document and 64 KiB, and the echo of the texts where there is one (a server
 * may escape characters that the request did not, as six bytes for each UTF-16 unit). Without the echo never more than 8 MiB.
 */
export function answerLimit({ documents, echoed = 0 }: AnswerSize): number {
  const own = Math.min(8 * 1024 * 1024, 64 * 1024 + 512 * documents);
  return own + bytesPerEscapedUnit * echoed;
}

/** `\uXXXX`. */
const bytesPerEscapedUnit = 6;
