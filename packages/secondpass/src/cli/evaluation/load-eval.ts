import { optionalPackage } from "../../optional-package.ts";

const name = "@secondpass/eval";

/** The package behind the commands that evaluate. @throws RerankError `misconfigured` saying what to install. */
export function loadEval(): Promise<typeof import("@secondpass/eval")> {
  return optionalPackage(() => import("@secondpass/eval"), name);
}

/** Its files. @throws as `loadEval`. */
export function loadEvalFiles(): Promise<typeof import("@secondpass/eval/files")> {
  return optionalPackage(() => import("@secondpass/eval/files"), name);
}

/** Its report. @throws as `loadEval`. */
export function loadEvalReport(): Promise<typeof import("@secondpass/eval/report")> {
  return optionalPackage(() => import("@secondpass/eval/report"), name);
}
