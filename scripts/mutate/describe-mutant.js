// @ts-check

/** Longer texts are cut, in their middle. */
const longest = 200;

/**
 * Describes a change by the text of the code.
 *
 * @param {import("./sort-mutants.js").Mutant} mutant
 * @param {string} file its path relative to the root
 * @param {string} source the file as it was when it was changed
 * @returns {import("./sort-mutants.js").Described}
 */
export function describeMutant({ location: { start, end }, mutatorName, replacement = "" }, file, source) {
  const lines = source.split("\n");
  const line = (lines[start.line - 1] ?? "").trim();
  const original = lines
    .slice(start.line - 1, end.line)
    .map((text, at, { length }) => {
      const until = at === length - 1 ? end.column - 1 : text.length;
      return text.slice(at === 0 ? start.column - 1 : 0, until);
    })
    .join(" ");
  return { file, at: start.line, line, mutator: mutatorName, change: `${short(original)} → ${short(replacement)}` };
}

/** @param {string} code */
function short(code) {
  const text = code.replace(/\s+/g, " ").trim();
  return text.length <= longest ? text : `${text.slice(0, longest / 2)} … ${text.slice(-longest / 2)}`;
}
