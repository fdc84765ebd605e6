/**
 * Folds a text so that spellings of one word meet: NFKC, case, and what a reader does not see or may leave out. Source of
 * the order of steps: NFKC_Casefold, Unicode Standard section 3.13.
 *
 * - invisible: soft hyphens, joiners, bidi controls, variation selectors go; the zero width space stays, it parts words
 * - case: STRASSE = STRAẞE = Straße, ΟΔΟΣ = οδος, İ = I = ı = i; accents stay
 * - apostrophes: ’ ‘ ʼ ʻ become '
 * - Arabic: tatweel and harakat go, after composition, so that آ and أ stay letters of their own
 * - Thai and Lao: the vowel AM stays one character, in whichever order it was typed; NFKC takes it apart, and
 *   dictionaries do not know the parts
 *
 * Never throws; lone surrogates and control characters stay as they are. The result may be shorter or longer.
 */
export function foldText(text: string): string {
  const visible = needsCare.test(text) ? shortenMarks(text.replace(invisible, "")) : text;
  return foldCase(visible.normalize("NFKC"))
    .normalize("NFKC")
    .replace(/[’‘ʼʻ]/g, "'")
    .replace(/[\u0640\u064B-\u065F\u0670]/g, "")
    .replace(/\u0E4D([\u0E48-\u0E4B]?)\u0E32/g, "$1\u0E33")
    .replace(/\u0ECD([\u0EC8-\u0ECB]?)\u0EB2/g, "$1\u0EB3");
}

/**
 * A cheap look first: what is not here (Latin, Greek and Cyrillic letters, usual punctuation) is neither invisible nor a mark.
 */
const needsCare = /[\u0300-\u036F\u0483-\u1DFF\u200B-\u200F\u2028-\u202E\u2060-\uFFFF\u00AD]/;

const invisible = /(?!\u200B)\p{Default_Ignorable_Code_Point}/gu;

/**
 * Keeps 30 marks in a row, as the Stream-Safe Text Format does (UAX #15): no language needs more, and putting n marks in
 * canonical order takes n² steps, which a hostile text could use.
 */
function shortenMarks(text: string): string {
  return text.replace(/(\p{M}{30})\p{M}+/gu, "$1");
}

/** Lower, upper, lower: ẞ has no upper case but itself, ß none but SS; İ leaves its dot behind; ς is σ at a word's end. */
function foldCase(text: string): string {
  return text
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .replace(/ς/g, "σ")
    .replace(/i\u0307/g, "i");
}
