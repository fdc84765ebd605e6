import { cohereProvider } from "@secondpass/cohere";
import { isRerankError, type Provider, type RerankErrorCode, rerankError } from "@secondpass/core";
import { lexicalProvider } from "@secondpass/lexical";
import { teiProvider } from "@secondpass/tei";
import { type ScriptedReranker, scriptedReranker } from "@secondpass/testing/scripted";

/** Three real providers. */
export const providers = { cohere: cohereProvider, tei: teiProvider, lexical: lexicalProvider };

/** The message of the RerankError `misconfigured` that is thrown. */
export async function faultsOf(run: () => unknown): Promise<string> {
  try {
    await run();
  } catch (error) {
    if (isRerankError(error) && error.code === "misconfigured") return error.message;
    throw error;
  }
  throw new Error("nothing was thrown");
}

/** What the scripted provider takes. */
export interface ActOptions {
  readonly model: string;
  /** Fails at every request. */
  readonly fail?: RerankErrorCode | undefined;
  /** Cannot be made at all. */
  readonly unmakeable?: boolean | undefined;
  readonly hang?: boolean | undefined;
}

/** A provider whose rerankers act on cue, with all that it made. */
export function actors(): { readonly act: Provider<ActOptions>; readonly made: ScriptedReranker[] } {
  const made: ScriptedReranker[] = [];
  const act: Provider<ActOptions> = {
    parse: (input) => input as ActOptions,
    async create({ model, fail, hang, unmakeable }) {
      if (unmakeable) throw rerankError("misconfigured", `${model} cannot be made`);
      const reranker = scriptedReranker({ id: `act:${model}`, otherwise: { fail, hang } });
      made.push(reranker);
      return reranker;
    },
  };
  return { act, made };
}
