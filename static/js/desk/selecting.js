// @ts-check
// What is selected at the desk: a range of lines, or text in the focused line with the caret of the workbench.

import { Caret } from "../galley/caret.js";
import { mouseHands } from "../galley/caret_commands.js";
import { listenToMouse, textOfRow } from "../galley/selection.js";
import { set } from "../lib/dom.js";
import { Ruler } from "../lib/offsets.js";
import { desk, extent, focus, follow, here, lines } from "./page.js";

/** @typedef {import("../markup/state.js").Mark} Mark */

/** The marks in a line as they stand now, in the order in which they open.
 *  @param {HTMLElement} line @returns {Mark[]} */
export function marksIn(line) {
  const text = textOfRow(line);
  const { page, start } = extent(line);
  return [...text.querySelectorAll('mark:not([data-news="gone"])')].map((mark) => {
    const { span, correction, corrected, role } = /** @type {HTMLElement} */ (mark).dataset;
    const before = document.createRange();
    before.setStart(text, 0);
    before.setEndBefore(mark);
    const from = start + new Ruler(before.toString()).length;
    const to = from + new Ruler(mark.textContent ?? "").length;
    return { id: span ?? correction ?? "", role: role ?? "", start: from, end: to, parent: "", correction: corrected, at: [{ page, start: from, end: to }] };
  });
}

const nowhere = { page: 0, start: 0, end: 0 };

/** The focused line as the caret knows it. */
export const ground = {
  get block() {
    const line = here();
    return line ? extent(line) : nowhere;
  },
  get row() {
    return here() ?? undefined;
  },
  get text() {
    const line = here();
    return line ? (textOfRow(line).textContent ?? "") : "";
  },
  get marks() {
    const line = here();
    return line ? marksIn(line) : [];
  },
};

/** @type {Caret} */
export let caret;

/** The other end of the range of lines, by its id; "" for the focused line alone. */
let anchor = "";

/** The lines in the range, from top to bottom: the focused one at least.
 *  @returns {HTMLElement[]} */
export function range() {
  const line = here();
  const other = document.getElementById(anchor);
  if (!line) return [];
  if (!other?.matches("#sheet .line") || other === line) return [line];
  const all = lines();
  const [from, to] = [all.indexOf(line), all.indexOf(other)].sort((a, b) => a - b);
  return all.slice(from, to + 1);
}

/** Lets the range be the focused line alone; whether there was more.
 *  @returns {boolean} */
export function leaveRange() {
  const more = range().length > 1;
  anchor = "";
  drawRange();
  return more;
}

function drawRange() {
  const chosen = range();
  for (const line of lines()) set(line, "aria-selected", chosen.length > 1 && chosen.includes(line));
}

/** Moves the focus to a line; extend takes the lines up to it into the range.
 *  @param {HTMLElement|undefined} line @param {boolean} [extend] */
export function extendTo(line, extend = false) {
  if (extend && !document.getElementById(anchor)) anchor = here()?.id ?? "";
  focus(line, { extend });
}

/** Whose line is called so, in the part that is shown.
 *  @param {number} start */
const lineAt = (start) => lines().find((line) => Number(line.dataset.start) === start && line.dataset.page === String(pressed));

/** The page of the line that the mouse was pressed on last: places of the mouse name none. */
let pressed = 0;

/** Starts the caret, and lets the mouse select.
 *  @param {HTMLElement} sheet */
export function listenToSelecting(sheet) {
  caret = new Caret(ground, desk().dataset.issueLanguage ?? "", () => {});
  follow({
    moved: (extend) => {
      if (!extend) anchor = "";
      if (caret.at !== null && (caret.at < ground.block.start || caret.at > ground.block.end || caret.element.parentElement !== here())) caret.leave();
      drawRange();
    },
    drawn: () => {
      if (caret.at !== null && !here()) caret.leave();
      caret.draw();
      drawRange();
    },
  });
  sheet.addEventListener("mousedown", (event) => (pressed = Number(event.target instanceof Element ? /** @type {HTMLElement|null} */ (event.target.closest(".line"))?.dataset.page : 0)), { capture: true });
  listenToMouse(sheet, mouseHands(caret, { idle: () => true, later: (run) => run(), start: () => ground.block.start, resting: true, go: (start, extend) => {
    const line = lineAt(start);
    if (extend) extendTo(line, true);
    else if (line) focus(line, { still: true });
  } }));
}
