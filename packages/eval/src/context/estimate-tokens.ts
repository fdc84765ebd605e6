/**
 * Roughly how many tokens a text has, as `@secondpass/core` estimates where it cannot count: one per three ASCII characters and
 * one per other UTF-16 code unit. English prose has about four and a half characters a token, so a prompt measured so holds
 * rather less than a model would take.
 */
export function estimateTokens(text: string): number {
  let ascii = 0;
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) < 0x80) ascii++;
  return Math.ceil(ascii / 3) + (text.length - ascii);
}
