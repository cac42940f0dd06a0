// @ts-check
// A selection that is made with the mouse: from where the button went down, or the caret stood, to
// where the mouse is now, snapped to whole words and characters.

import { Ruler } from "../lib/offsets.js";
import { snap } from "../lib/word_snap.js";

/** @typedef {import("./caret.js").Caret} Caret */

/** Where the last selection of each caret really began: snapping moves the edge that is drawn.
 *  @type {WeakMap<Caret, {began: number, from: number, at: number}>} */
const origins = new WeakMap();

/** Selects from where the selection began to a code point of the page.
 *  @param {Caret} caret @param {number} point @param {boolean} exact takes no whole words */
export function dragged(caret, point, exact) {
  if (caret.at === null || (point === caret.at && !caret.selection)) return;
  const { block } = caret;
  const known = origins.get(caret);
  const began = known && known.from === caret.from && known.at === caret.at ? known.began : (caret.from ?? caret.at);
  if (point === began) {
    caret.put(began);
    return;
  }
  const text = caret.text;
  const ruler = new Ruler(text);
  const [low, high] = snap(text, ruler.unit(began - block.start), ruler.unit(point - block.start), { exact, language: caret.language });
  const [start, end] = [block.start + ruler.point(low), block.start + ruler.point(high)];
  if (began < point) caret.select(start, end);
  else caret.select(end, start);
  if (caret.from !== null) origins.set(caret, { began, from: caret.from, at: caret.at });
}
