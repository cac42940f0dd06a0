// @ts-check
// The text of a block with its marks, as nested elements. views/workbench/marks.go writes the same
// when the page opens.

import { h } from "../lib/dom.js";
import { t } from "../lib/locale.js";
import { Ruler } from "../lib/offsets.js";
import { roleWord } from "../markup/words.js";

/** @typedef {import("../markup/state.js").Mark} Mark */

/** Text between code points of the page, for every piece that stands in one element.
 *  @param {string} text the block's @param {number} start code point of the page @param {Mark[]} marks in opening order
 *  @returns {DocumentFragment} */
export function textWithMarks(text, start, marks) {
  const ruler = new Ruler(text);
  const fragment = document.createDocumentFragment();
  /** @type {{into: Node, end: number}[]} */
  const open = [{ into: fragment, end: start + ruler.length }];
  let at = start;
  /** @param {number} end */
  const write = (end) => {
    if (end > at) open[open.length - 1].into.appendChild(document.createTextNode(text.slice(ruler.unit(at - start), ruler.unit(end - start))));
    at = Math.max(at, end);
  };
  /** @param {number} point */
  const closeUntil = (point) => {
    while (open.length > 1 && open[open.length - 1].end <= point) {
      write(open[open.length - 1].end);
      open.pop();
    }
  };
  for (const mark of marks) {
    closeUntil(mark.start);
    write(mark.start);
    const element = elementOf(mark);
    const over = open[open.length - 1];
    over.into.appendChild(element);
    open.push({ into: element, end: Math.min(mark.end, over.end) });
  }
  closeUntil(start + ruler.length);
  write(start + ruler.length);
  return fragment;
}

/** @param {Mark} mark @returns {HTMLElement} */
function elementOf(mark) {
  if (mark.correction !== undefined) return h("mark", { "data-correction": mark.id, "data-corrected": mark.correction, title: t("Corrected to %s", mark.correction) });
  return h("mark", { "data-span": mark.id, "data-role": mark.role, "data-word": roleWord(mark.role) });
}
