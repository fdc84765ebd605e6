/** GPT-2's printable stand-ins for the 256 bytes, by byte. */
export function bytesToUnicode(): Readonly<Record<number, string>> {
  const letters: Record<number, string> = {};
  let next = 256;
  for (let byte = 0; byte < 256; byte++) {
    const isPrintable = (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
    letters[byte] = String.fromCharCode(isPrintable ? byte : next++);
  }
  return letters;
}
