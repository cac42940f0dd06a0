// @ts-check
// The initials of Chinese words by their pinyin, from the order in which the browser sorts them.
// Good enough to find a headline; a character with several readings has the commonest.

const letters = "abcdefghjklmnopqrstwxyz";
const firsts = "阿八嚓哒妸发旮哈讥咔垃痳拏噢妑七呥扨它穵夕丫帀";
const order = new Intl.Collator("zh-Hans-u-co-pinyin");

/** The text with every Chinese character replaced by the initial of its reading, without spaces and
 *  punctuation, in lower case.
 *  @param {string} text @returns {string} */
export function initials(text) {
  let found = "";
  for (const character of text) {
    if (/\p{sc=Han}/u.test(character)) found += initial(character);
    else if (/[\p{L}\p{N}]/u.test(character)) found += character.toLowerCase();
  }
  return found;
}

/** @param {string} character @returns {string} */
function initial(character) {
  const marks = [...firsts];
  let low = 0;
  let high = marks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (order.compare(marks[middle], character) <= 0) low = middle + 1;
    else high = middle;
  }
  return letters[low - 1] ?? "";
}
