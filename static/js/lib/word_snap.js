// @ts-check
// Where a selection made with the mouse begins and ends. Letters of alphabets are taken by whole words,
// Chinese, Japanese and Korean by characters, and nothing is ever cut within a character.

/** A letter or digit of a script that is written with spaces between words. */
const letter = /^[\p{L}\p{M}\p{N}]$/u;
const spaceless = /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Bopomofo}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]$/u;
/** What holds a word together between two letters: apostrophes and hyphens. */
const inner = /^['’‑-]$/u;

/** @param {string} c @returns {boolean} */
const isWord = (c) => letter.test(c) && !spaceless.test(c);

/** The character at a UTF-16 offset, and the one before it.
 *  @param {string} text @param {number} at */
const after = (text, at) => (at < text.length ? String.fromCodePoint(text.codePointAt(at) ?? 0) : "");
/** @param {string} text @param {number} at */
function before(text, at) {
  if (at <= 0) return "";
  const low = text.charCodeAt(at - 1);
  return at > 1 && low >= 0xdc00 && low <= 0xdfff ? text.slice(at - 2, at) : text[at - 1];
}

/** Whether an offset stands inside a word of letters.
 *  @param {string} text @param {number} at @returns {boolean} */
function insideWord(text, at) {
  const [left, right] = [before(text, at), after(text, at)];
  if (!left || !right) return false;
  if (isWord(left) && isWord(right)) return true;
  if (inner.test(left)) return isWord(right) && isWord(before(text, at - left.length));
  return isWord(left) && inner.test(right) && isWord(after(text, at + right.length));
}

/** The edge of the word that an offset stands in, in one direction.
 *  @param {string} text @param {number} at @param {1|-1} direction @returns {number} */
function wordEdge(text, at, direction) {
  while (insideWord(text, at)) at += direction * (direction > 0 ? after(text, at) : before(text, at)).length;
  return at;
}

const window = 200; // how much of the text is read for the characters round an offset

/** The edge of the character that an offset stands in, in one direction.
 *  @param {string} text @param {number} at @param {1|-1} direction @param {string} language @returns {number} */
function characterEdge(text, at, direction, language) {
  let low = Math.max(0, at - window);
  if (/[\udc00-\udfff]/.test(text[low] ?? "")) low++;
  const found = new Intl.Segmenter(language || undefined, { granularity: "grapheme" }).segment(text.slice(low, at + window)).containing(at - low);
  if (!found || low + found.index === at) return at;
  return low + found.index + (direction > 0 ? found.segment.length : 0);
}

/** The stretch that is meant by a drag between two UTF-16 offsets of a text; exact takes no whole
 *  words, but still whole characters.
 *  @param {string} text @param {number} from @param {number} to @param {{exact?: boolean, language?: string}} [how]
 *  @returns {[number, number]} ascending */
export function snap(text, from, to, how = {}) {
  const [low, high] = from < to ? [from, to] : [to, from];
  if (low === high) return [low, high];
  const start = characterEdge(text, low, -1, how.language ?? "");
  const end = characterEdge(text, high, 1, how.language ?? "");
  return how.exact ? [start, end] : [wordEdge(text, start, -1), wordEdge(text, end, 1)];
}
