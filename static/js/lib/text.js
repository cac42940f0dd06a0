// @ts-check
// What can be read from a text without knowing its marks: words, sentences, likely cuts, open ends.
// Offsets here are UTF-16 units of the given text.

const closing = /[。！？!?….：:；;”’」』）)】》〉\]]$/u;

/** Whether a text breaks off, so that it probably goes on elsewhere.
 *  @param {string} text @returns {boolean} */
export function endsOpen(text) {
  return !closing.test(text.trimEnd());
}

/** The last words of a text, for telling open ends apart; views/workbench/rows.go cuts in the same way.
 *  @param {string} text @returns {string} */
export function lastWords(text) {
  const points = [...text.slice(-60).trim().replace(/\s+/gu, " ")];
  const latin = points.slice(-12);
  if (latin.some((c) => c >= "\u2e80")) return points.slice(-6).join("");
  return latin.length < points.length ? latin.join("").replace(/^\S*\s/u, "") : latin.join("");
}

/** @type {Map<string, Intl.Segmenter>} */
const segmenters = new Map();

/** @param {string} language @param {"grapheme"|"word"|"sentence"} granularity */
function segmenter(language, granularity) {
  const key = `${language} ${granularity}`;
  let found = segmenters.get(key);
  if (!found) {
    found = new Intl.Segmenter(language || undefined, { granularity });
    segmenters.set(key, found);
  }
  return found;
}

/** How far a step looks; a longer block is read in a window round the caret. */
const window = 4000;

/** The next place to stop at in one direction.
 *  @param {string} text @param {number} from @param {1|-1} direction @param {"grapheme"|"word"|"sentence"} by
 *  @param {string} language @returns {number} */
export function step(text, from, direction, by, language) {
  const low = Math.max(0, from - window);
  const part = text.slice(low, from + window);
  const stops = [];
  for (const s of segmenter(language, by).segment(part)) {
    if (by !== "word" || !/^\s+$/u.test(s.segment)) stops.push(low + s.index);
  }
  stops.push(low + part.length);
  if (direction > 0) return stops.find((s) => s > from) ?? text.length;
  return stops.findLast((s) => s < from) ?? low;
}

/** The word round an offset.
 *  @param {string} text @param {number} at @param {string} language @returns {[number, number]} */
export function wordAt(text, at, language) {
  const low = Math.max(0, at - window);
  const part = text.slice(low, at + window);
  const found = segmenter(language, "word").segment(part).containing(Math.min(at - low, part.length - 1));
  return found ? [low + found.index, low + found.index + found.segment.length] : [at, at];
}

const cuts = [
  /[\n\u2028]+/gu, // a line ends
  /(?:\u3000{1,}|[ \t]{2,})/gu, // an indent or a wide space in a line
  /(?<=.)(?=[●▲△■◆★▼◎]|【)/gu, // the marks that open a brief
  /(?<=[。！？”])\s*(?=(?:据?新华社|本报|[\p{sc=Han}]{2,6}(?:日报|晚报|社)[讯电]))/gu, // a dateline or a credit line
  /(?<=[.!?"”]\s)(?=[A-Z]{3,})/gu, // capitals after a sentence
  /(?<=[.!?]["”]?)—\s*/gu, // a dash after a sentence
];

/** The offsets at which a block probably wants to be cut, ascending; its sentences when nothing
 *  better is there.
 *  @param {string} text @param {string} language @returns {number[]} */
export function likelyCuts(text, language) {
  /** @type {Set<number>} */
  const found = new Set();
  for (const pattern of cuts) {
    for (const m of text.matchAll(pattern)) found.add((m.index ?? 0) + m[0].length);
  }
  found.delete(0);
  found.delete(text.length);
  if (found.size === 0) {
    for (const s of segmenter(language, "sentence").segment(text)) if (s.index > 0) found.add(s.index);
  }
  return [...found].sort((a, b) => a - b);
}

/** A stretch without the white space at its ends.
 *  @param {string} text @param {number} start @param {number} end @returns {[number, number]} */
export function trim(text, start, end) {
  while (start < end && /\s/u.test(text[start])) start++;
  while (end > start && /\s/u.test(text[end - 1])) end--;
  return [start, end];
}
