import { type RerankErrorCode, treatments } from "@secondpass/core";
import { breakerCases } from "./breaker-cases.ts";
import { stackCases } from "./stack-cases.ts";

/** What one Node with one opossum found out. */
export interface MatrixResults {
  /** For example "v20.20.2". */
  readonly node: string;
  /** For example "9.0.0". */
  readonly opossum: string;
  /** By code, then by case: all that was seen. */
  readonly codes: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Runs every case with every code there is. */
export async function findOut(): Promise<MatrixResults["codes"]> {
  const codes = Object.keys(treatments) as RerankErrorCode[];
  return Object.fromEntries(await Promise.all(codes.map(async (code) => [code, await findOutOf(code)] as const)));
}

async function findOutOf(code: RerankErrorCode): Promise<Readonly<Record<string, unknown>>> {
  const found: Record<string, unknown> = {};
  for (const [name, run] of Object.entries({ ...stackCases, ...breakerCases })) found[name] = await run(code);
  return found;
}
