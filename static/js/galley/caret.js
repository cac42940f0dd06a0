// @ts-check
// The caret in the focused block's text and what it selects. Both are drawn: the text is never
// editable, so no input method starts there.

import { h, set } from "../lib/dom.js";
import { Ruler } from "../lib/offsets.js";
import { likelyCuts, step, wordAt } from "../lib/text.js";
import { highlight, placeAt, rangeOf, textOfRow } from "./selection.js";

/** @typedef {{block: {start: number, end: number}, row: HTMLElement|undefined, text: string, marks: import("../markup/state.js").Mark[]}} Ground
 *  the focused block with its row, its text and the marks in it */

export class Caret {
  /** @param {Ground} focus @param {string} language @param {() => void} changed */
  constructor(focus, language, changed) {
    this.focus = focus;
    this.language = language;
    this.changed = changed;
    /** @type {number|null} code point of the page; null without a caret */
    this.at = null;
    /** @type {number|null} where the selection began */
    this.from = null;
    /** a caret left by a click that gave the block the focus; only X and Shift+click use it */
    this.resting = false;
    /** @type {string} the id of the chosen mark, or "" */
    this.chosen = "";
    this.element = h("div", { class: "caret", role: "presentation", "aria-hidden": "true", hidden: true });
  }

  get block() {
    return this.focus.block;
  }

  get text() {
    return this.focus.text;
  }

  /** @returns {{start: number, end: number}|null} */
  get selection() {
    if (this.at === null || this.from === null || this.at === this.from) return null;
    return { start: Math.min(this.at, this.from), end: Math.max(this.at, this.from) };
  }

  /** @returns {import("../markup/state.js").Mark|null} */
  get mark() {
    if (!this.chosen) return null;
    return this.focus.marks.find((m) => m.id === this.chosen) ?? null;
  }

  /** @returns {import("../lib/key_grammar.js").Mode} */
  get mode() {
    if (this.selection) return "text";
    if (this.mark) return "mark";
    return this.at !== null && !this.resting ? "caret" : "block";
  }

  /** Puts the caret at a code point of the page, within the focused block.
   *  @param {number} at @param {{select?: boolean, resting?: boolean}} [how] */
  put(at, how = {}) {
    const { start, end } = this.block;
    if (how.select) this.from ??= this.at ?? start;
    else this.from = null;
    this.at = Math.max(start, Math.min(end, at));
    this.resting = how.resting ?? false;
    if (!how.select) this.chosen = "";
    this.draw();
  }

  /** Selects a stretch of the focused block.
   *  @param {number} from @param {number} to */
  select(from, to) {
    this.put(from);
    this.put(to, { select: true });
  }

  /** Takes the caret away. */
  leave() {
    this.at = null;
    this.from = null;
    this.chosen = "";
    this.draw();
  }

  /** Moves the caret by a letter, a word or a sentence.
   *  @param {1|-1} to @param {"grapheme"|"word"|"sentence"} by @param {boolean} [select] */
  step(to, by, select) {
    const at = this.at ?? this.block.start;
    const text = this.text;
    const ruler = new Ruler(text);
    const next = step(text, ruler.unit(at - this.block.start), to, by, this.language);
    this.put(this.block.start + ruler.point(next), { select });
  }

  /** Moves the caret to the next place where the block probably wants to be cut.
   *  @param {boolean} [select] */
  likely(select) {
    const ruler = new Ruler(this.text);
    const cuts = likelyCuts(this.text, this.language).map((unit) => this.block.start + ruler.point(unit));
    const at = this.at ?? this.block.start;
    const next = cuts.find((c) => c > at) ?? cuts[0];
    if (next !== undefined) this.put(next, { select });
    return next !== undefined;
  }

  /** Moves the caret by a line; false if the block has none further.
   *  @param {1|-1} to @param {boolean} [select] @returns {boolean} */
  line(to, select) {
    const box = this.element.getBoundingClientRect();
    const place = placeAt(box.left, to > 0 ? box.bottom + box.height * 0.6 : box.top - box.height * 0.6);
    if (!place || place.start !== this.block.start || place.point === this.at) return false;
    this.put(place.point, { select });
    return true;
  }

  /** Selects the word at a code point.
   *  @param {number} at */
  word(at) {
    const ruler = new Ruler(this.text);
    const [from, to] = wordAt(this.text, ruler.unit(at - this.block.start), this.language);
    this.select(this.block.start + ruler.point(from), this.block.start + ruler.point(to));
  }

  /** Chooses the next mark of the block, in reading order.
   *  @param {1|-1} by @returns {boolean} whether there is one */
  choose(by) {
    const { marks } = this.focus;
    if (marks.length === 0) return false;
    const now = marks.findIndex((m) => m.id === this.chosen);
    const next = now < 0 ? (by > 0 ? 0 : marks.length - 1) : (now + by + marks.length) % marks.length;
    this.pick(marks[next].id);
    return true;
  }

  /** Chooses a mark by its id.
   *  @param {string} id */
  pick(id) {
    this.chosen = id;
    this.from = null;
    this.at = this.mark?.end ?? this.at;
    this.resting = false;
    this.draw();
  }

  /** The place to which one end of the chosen mark moves by one letter.
   *  @param {"start"|"end"} side @param {1|-1} to @returns {{start: number, end: number}|null} */
  movedEdge(side, to) {
    const mark = this.mark;
    if (!mark) return null;
    const ruler = new Ruler(this.text);
    const unit = step(this.text, ruler.unit(mark[side] - this.block.start), to, "grapheme", this.language);
    const moved = { start: mark.start, end: mark.end, [side]: this.block.start + ruler.point(unit) };
    return moved.start < moved.end ? moved : null;
  }

  /** Draws caret, selection and chosen mark. */
  draw() {
    const row = this.focus.row;
    for (const old of document.querySelectorAll("mark[data-selected]")) set(old, "data-selected", false);
    const chosen = this.chosen ? row?.querySelector(`[data-span="${this.chosen}"], [data-correction="${this.chosen}"]`) : null;
    if (chosen) set(chosen, "data-selected", true);
    const selection = this.selection;
    highlight("galley-selection", row && selection ? [rangeOf(row, selection.start, selection.end)] : []);
    this.element.hidden = !row || this.at === null;
    if (row && this.at !== null) this.place(row, this.at);
    set(this.element, "data-resting", this.resting);
    this.changed();
  }

  /** Puts the drawn caret before a code point.
   *  @param {HTMLElement} row @param {number} at */
  place(row, at) {
    const text = textOfRow(row);
    const box = text.getBoundingClientRect();
    const range = rangeOf(row, at, at);
    const line = range.getClientRects()[0] ?? range.getBoundingClientRect();
    const height = line.height || parseFloat(getComputedStyle(text).fontSize) * 1.3;
    if (this.element.parentElement !== row) row.append(this.element);
    const origin = row.getBoundingClientRect();
    this.element.style.left = `${(line.height ? line.left : box.left) - origin.left}px`;
    this.element.style.top = `${(line.height ? line.top : box.top) - origin.top}px`;
    this.element.style.height = `${height}px`;
  }
}
