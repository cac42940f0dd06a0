// @ts-check
// Between places in the document and code points of the page, and what the mouse selects. Positions
// are counted over a block's whole text, whatever elements stand in it.

import { Ruler } from "../lib/offsets.js";
import { shown } from "../lib/page_lifetime.js";

/** @typedef {{start: number, point: number}} Place a row by its start, and a code point of the page */

/** The element with a row's text: at the desk of review, links of joins stand beside it.
 *  @param {Element} row @returns {HTMLElement} */
export function textOfRow(row) {
  return /** @type {HTMLElement} */ (row.querySelector(".text > .words") ?? row.querySelector(".text"));
}

/** The place of a position in the document; undefined outside the text.
 *  @param {Node} node @param {number} offset @returns {Place|undefined} */
export function placeOf(node, offset) {
  const element = node instanceof Element ? node : node.parentElement;
  const row = /** @type {HTMLElement|null} */ (element?.closest(".text")?.closest(".block") ?? null);
  if (!row) return undefined;
  const text = textOfRow(row);
  const before = document.createRange();
  if (!text.contains(node)) [node, offset] = isBefore(node, text) ? [text, 0] : [text, text.childNodes.length];
  before.setStart(text, 0);
  before.setEnd(node, offset);
  const start = Number(row.dataset.start);
  return { start, point: start + new Ruler(before.toString()).length };
}

/** @param {Node} node @param {Node} other */
const isBefore = (node, other) => (node.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;

/** The place under a point of the window; a point beside the text counts as the nearest in its row.
 *  @param {number} x @param {number} y @returns {Place|undefined} */
export function placeAt(x, y) {
  const found = document.caretPositionFromPoint?.(x, y);
  if (found) return placeOf(found.offsetNode, found.offset);
  const range = document.caretRangeFromPoint?.(x, y);
  return range ? placeOf(range.startContainer, range.startOffset) : undefined;
}

/** A range of the document between two code points of the page within one row.
 *  @param {HTMLElement} row @param {number} start @param {number} end @returns {Range} */
export function rangeOf(row, start, end) {
  const text = textOfRow(row);
  const ruler = new Ruler(text.textContent ?? "");
  const first = Number(row.dataset.start);
  const range = document.createRange();
  const from = seek(text, ruler.unit(start - first), end > start);
  const to = seek(text, ruler.unit(end - first), false);
  range.setStart(from.node, from.offset);
  range.setEnd(to.node, to.offset);
  return range;
}

/** The text node and offset of a UTF-16 offset within an element. Between two nodes, next says
 *  which.
 *  @param {Element} element @param {number} offset @param {boolean} next @returns {{node: Node, offset: number}} */
function seek(element, offset, next) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  /** @type {Text|null} */
  let last = null;
  for (let node = /** @type {Text|null} */ (walker.nextNode()); node; node = /** @type {Text|null} */ (walker.nextNode())) {
    if (offset < node.length || (offset === node.length && !next)) return { node, offset };
    offset -= node.length;
    last = node;
  }
  return last ? { node: last, offset: last.length } : { node: element, offset: 0 };
}

/** Draws ranges in a highlight of the sheet; none clears it.
 *  @param {string} name @param {Range[]} ranges */
export function highlight(name, ranges) {
  if (!CSS.highlights) return;
  if (ranges.length === 0) CSS.highlights.delete(name);
  else CSS.highlights.set(name, new Highlight(...ranges));
}

/** @typedef {{focus: (start: number, extend: boolean) => void, press: (place: Place, clicks: number, extend: boolean, exact: boolean) => void,
 *   drag: (place: Place, exact: boolean) => void, idle: () => boolean, later: (run: () => void) => void, adopt: (start: number, from: number, to: number) => void}} Hands */

/** Lets the mouse set focus, caret and selection: a click, a drag, Shift and a click, two clicks for
 *  a word. The browser's own selection stays out of it, but one made in another way (by touch, or by
 *  a reading aid) is taken over.
 *  @param {HTMLElement} galley @param {Hands} hands */
export function listenToMouse(galley, hands) {
  let dragging = false;
  galley.addEventListener("mousedown", (event) => {
    const row = /** @type {HTMLElement|null} */ (event.target instanceof Element ? event.target.closest(".block") : null);
    if (!row || event.button !== 0 || (event.target instanceof Element && event.target.closest("a, .cards"))) return;
    event.preventDefault();
    const place = event.target instanceof Element && event.target.closest(".text") ? placeAt(event.clientX, event.clientY) : undefined;
    const start = Number(row.dataset.start);
    dragging = place !== undefined;
    hands.later(() => (place ? hands.press(place, event.detail, event.shiftKey, event.altKey) : hands.focus(start, event.shiftKey)));
  });
  addEventListener("mousemove", (event) => {
    if (!dragging || event.buttons !== 1 || !hands.idle()) return;
    const place = placeAt(event.clientX, event.clientY);
    if (place) hands.drag(place, event.altKey);
  }, { signal: shown() });
  addEventListener("mouseup", (event) => {
    if (!dragging) return;
    dragging = false;
    const place = event.detail > 1 || event.shiftKey ? undefined : placeAt(event.clientX, event.clientY);
    if (place) hands.later(() => hands.drag(place, event.altKey));
  }, { signal: shown() });
  document.addEventListener("selectionchange", () => adopt(galley, hands), { signal: shown() });
}

/** Takes over a selection that the browser made within one block.
 *  @param {HTMLElement} galley @param {Hands} hands */
function adopt(galley, hands) {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || !selection.anchorNode || !selection.focusNode || !galley.contains(selection.anchorNode)) return;
  const from = placeOf(selection.anchorNode, selection.anchorOffset);
  const to = placeOf(selection.focusNode, selection.focusOffset);
  if (!from || !to || from.start !== to.start || from.point === to.point) return;
  hands.later(() => hands.adopt(from.start, from.point, to.point));
}
