/** Enough for any mistake that is not far-fetched, and done in seconds. */
const usual = 20_000;

/**
 * How many mutated answers are tried where the subject does not say: what SECONDPASS_MUTATIONS says, else 20,000.
 *
 * @throws Error where the variable holds no positive whole number.
 */
export function mutationCount(): number {
  const said = process.env.SECONDPASS_MUTATIONS;
  if (said === undefined || said === "") return usual;
  const count = Number(said);
  if (Number.isSafeInteger(count) && count > 0) return count;
  throw new Error(`SECONDPASS_MUTATIONS must be a positive whole number, is "${said}"`);
}
