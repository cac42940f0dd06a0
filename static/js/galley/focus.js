// @ts-check
// Which block has the focus, and which stand in the range with it. One row can be reached with Tab;
// the ring stays between a quarter and 60% of the height.

import { set } from "../lib/dom.js";
import { textOf } from "../markup/articles.js";

/** @typedef {import("../markup/state.js").Block} Block */

const highest = 0.25;
const lowest = 0.6;

export class Focus {
  /** @param {HTMLElement} galley @param {import("./paint.js").Painter} painter @param {() => void} changed */
  constructor(galley, painter, changed) {
    this.galley = galley;
    this.painter = painter;
    this.changed = changed;
    /** code point at which the focused block starts; its end moves with cuts */
    this.start = painter.state.blocks()[0]?.start ?? 0;
    /** the other end of the range */
    this.anchor = this.start;
    /** @type {Set<HTMLElement>} rows that show something of the focus */
    this.shown = new Set();
  }

  /** @returns {Block} */
  get block() {
    const { state } = this.painter;
    const blocks = state.blocks();
    return blocks[Math.min(state.indexAt(this.start), blocks.length - 1)];
  }

  /** The blocks in the range, in text order.
   *  @returns {Block[]} */
  get range() {
    const { state } = this.painter;
    const low = state.indexAt(Math.min(this.start, this.anchor));
    const high = state.indexAt(Math.max(this.start, this.anchor));
    return low === high ? [this.block] : state.blocks().slice(low, high + 1);
  }

  /** @returns {HTMLElement|undefined} */
  get row() {
    return this.painter.rows.get(this.block?.start);
  }

  /** The text of the focused block. */
  get text() {
    return textOf(this.painter.state, this.block);
  }

  /** The marks in the focused block. */
  get marks() {
    return this.painter.state.marks(this.block);
  }

  /** Moves the focus to a block.
   *  @param {number} start @param {{extend?: boolean, still?: boolean, quiet?: boolean}} [how] still: do not scroll; quiet: leave the
   *  browser's focus where it is */
  to(start, how = {}) {
    this.start = start;
    if (!how.extend) this.anchor = start;
    this.painter.keep = start;
    this.painter.reveal(this.block?.start ?? start);
    this.show();
    if (!how.quiet) this.row?.focus({ preventScroll: true });
    if (!how.still) this.ring();
    this.changed();
  }

  /** Moves the focus by blocks.
   *  @param {number} by @param {boolean} [extend] */
  move(by, extend) {
    const blocks = this.painter.state.blocks();
    const at = this.block.number - 1;
    const next = blocks[Math.max(0, Math.min(blocks.length - 1, at + by))];
    if (next) this.to(next.start, { extend });
  }

  /** Moves the focus by the height of the window.
   *  @param {number} by @param {boolean} [extend] */
  page(by, extend) {
    const limit = this.galley.clientHeight * 0.8;
    const blocks = this.painter.state.blocks();
    let at = this.block.number - 1;
    const from = this.row?.offsetTop ?? 0;
    while (blocks[at + by]) {
      at += by;
      const row = this.painter.reveal(blocks[at].start);
      if (row && Math.abs(row.offsetTop - from) >= limit) break;
    }
    this.to(blocks[at].start, { extend });
  }

  /** Draws focus and range. */
  show() {
    const rows = new Set(this.range.map((b) => this.painter.rows.get(b.start)));
    const focused = this.row;
    for (const row of this.shown) {
      if (!rows.has(row)) set(row, "aria-selected", false);
      if (row !== focused) {
        set(row, "data-focus", false);
        row.tabIndex = -1;
      }
    }
    this.shown.clear();
    for (const row of rows) {
      if (!row) continue;
      set(row, "aria-selected", rows.size > 1);
      this.shown.add(row);
    }
    if (!focused) return;
    focused.tabIndex = 0;
    set(focused, "data-focus", true);
    this.shown.add(focused);
  }

  /** Scrolls so that the ring stands between a quarter and 60% of the height. */
  ring() {
    const row = this.row;
    if (!row) return;
    const height = this.galley.clientHeight;
    const top = row.getBoundingClientRect().top - this.galley.getBoundingClientRect().top;
    if (top < height * highest) this.galley.scrollTop += top - height * highest;
    if (top > height * lowest) this.galley.scrollTop += top - height * lowest;
  }

  /** Changes something and holds the focused block's top edge where it was.
   *  @param {() => void} change */
  hold(change) {
    const before = this.row?.getBoundingClientRect().top;
    const held = this.row;
    change();
    if (held?.isConnected && before !== undefined) this.galley.scrollTop += held.getBoundingClientRect().top - before;
  }
}
