/**
 * A positive integer of the command line.
 *
 * @throws Error naming the option and what it is.
 */
export function positiveInteger(name: string, value: string): number {
  if (!/^[1-9]\d*$/.test(value)) throw new Error(`${name} must be a positive integer, is "${value}"`);
  return Number(value);
}
