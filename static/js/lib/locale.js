// @ts-check
// The words of the scripts in the reader's language. The page brings the translations by their
// English text; if it brings none, the English stays.

/** @type {Record<string, string>} */
const said = JSON.parse(globalThis.document?.getElementById("script-words")?.textContent || "{}");

/** The English text in the reader's language. %s and %d are filled with the words in turn, %[2]s
 *  with the second one, %% is a percent sign.
 *  @param {string} english @param {...(string | number)} words */
export function t(english, ...words) {
  return fill(said[english] ?? english, words);
}

/** t for a number of things. The number is the first of the words; translations go by many.
 *  @param {number} count @param {string} one @param {string} many @param {...(string | number)} words */
export function n(count, one, many, ...words) {
  return fill(said[many] ?? (count === 1 ? one : many), [figure(count), ...words]);
}

/** The name of a role or type in the reader's language.
 *  @param {{en: string, zh: string}} entry */
export function entryName(entry) {
  return (globalThis.document?.documentElement.lang.startsWith("zh") && entry.zh) || entry.en;
}

/** A number with commas. @param {number} count */
export function figure(count) {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** @param {string} format @param {(string | number)[]} words */
function fill(format, words) {
  let next = 0;
  return format.replace(/%(?:\[(\d+)\])?([sd%])/g, (_, place, verb) => {
    if (verb === "%") return "%";
    if (place) next = Number(place) - 1;
    return String(words[next++] ?? "");
  });
}
