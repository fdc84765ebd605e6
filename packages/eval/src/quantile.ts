/**
 * The number below which this share of ascending numbers lies, between two neighbours in proportion (Hyndman and Fan's type 7,
 * NumPy's default).
 *
 * @param ascending not empty.
 */
export function quantile(ascending: ArrayLike<number>, share: number): number {
  const place = share * (ascending.length - 1);
  const [below, above] = [ascending[Math.floor(place)] as number, ascending[Math.ceil(place)] as number];
  return below + (above - below) * (place - Math.floor(place));
}
