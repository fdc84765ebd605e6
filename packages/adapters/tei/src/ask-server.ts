import { isRerankError, type ScoreContext } from "@secondpass/core";
import type { Http } from "@secondpass/http";
import { readInfo, type TeiInfo } from "./info.ts";

/** `/info` is half a kilobyte. */
const maxAnswerBytes = 64 * 1024;

/**
 * Asks the server what it is; undefined where something in front of it does not let the question through: a gateway that knows
 * `/rerank` alone.
 *
 * @throws RerankError where the server cannot be reached, is unwell or refuses the key.
 */
export async function askServer(http: Http, context: ScoreContext): Promise<TeiInfo | undefined> {
  try {
    return readInfo((await http.json({ method: "GET", path: "info", maxAnswerBytes }, context)).json);
  } catch (error) {
    if (isHidden(error)) return undefined;
    throw error;
  }
}

/** 401 is the server's own word on the key; other refusals, redirects and web pages say that nobody is there to ask. */
function isHidden(error: unknown): boolean {
  if (!isRerankError(error)) return false;
  const { code, status = 0 } = error;
  if (code === "malformed") return true;
  return status >= 300 && status < 500 && ![401, 408, 425, 429, 499].includes(status);
}
