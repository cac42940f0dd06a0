// @ts-check
// The stretch of a long outline that is in the document: the rows in view and a screen above and below.
// In place of the others stands empty room, as high as they were or probably are.

import { soon } from "../lib/rest.js";

/** @typedef {import("./rows.js").Row} Row */

const few = 200; // rows that are all in the document
const heights = /** @type {Record<string, number>} */ ({ article: 54, package: 54, undecided: 38, heading: 40, page: 38 });
const usual = 30;

export class Stretch {
  /** @param {HTMLElement} column what scrolls @param {HTMLElement} tree @param {() => void} draw */
  constructor(column, tree, draw) {
    this.column = column;
    this.tree = tree;
    /** @type {Map<string, number>} how high rows were when they were seen, by key */
    this.seen = new Map();
    this.long = false;
    // From this row on, up to that one; does the outline end with it; how high is what is left out?
    this.from = 0;
    this.to = 0;
    this.ends = true;
    this.above = 0;
    this.below = 0;
    let asked = false;
    const follow = () => {
      if (asked || !this.long) return;
      asked = true;
      requestAnimationFrame(soon(() => {
        asked = false;
        if (!this.holds()) draw();
      }));
    };
    column.addEventListener("scroll", follow, { passive: true });
    new ResizeObserver(follow).observe(column);
  }

  /** @param {Row} row */
  height(row) {
    return this.seen.get(row.key) ?? heights[row.kind] ?? usual;
  }

  /** The rows that belong in the document, from top to bottom.
   *  @param {Row[]} rows @param {string|undefined} kept the key of one that has to be among them @returns {Row[]} */
  wanted(rows, kept) {
    this.long = rows.length > few;
    if (!this.long) return rows;
    const { scrollTop, clientHeight } = this.column;
    const top = scrollTop - this.tree.offsetTop - clientHeight;
    const bottom = top + 3 * clientHeight;
    const at = [0];
    for (const row of rows) at.push(at[at.length - 1] + this.height(row));
    this.from = rows.findIndex((_, i) => at[i + 1] > top);
    if (this.from < 0) this.from = Math.max(0, rows.length - 40);
    this.to = this.from;
    while (this.to < rows.length && at[this.to] < bottom) this.to++;
    const place = kept ? rows.findIndex((r) => r.key === kept) : -1;
    const above = place >= 0 && place < this.from ? [rows[place]] : [];
    const below = place >= this.to ? [rows[place]] : [];
    this.ends = this.to === rows.length;
    this.above = at[this.from] - above.reduce((n, r) => n + this.height(r), 0);
    this.below = at[rows.length] - at[this.to] - below.reduce((n, r) => n + this.height(r), 0);
    return [...above, ...rows.slice(this.from, this.to), ...below];
  }

  /** Whether what is in view is in the document. */
  holds() {
    const { scrollTop, clientHeight } = this.column;
    const top = scrollTop - this.tree.offsetTop;
    const room = clientHeight / 2;
    return (this.from === 0 || top - room >= this.above) && (this.ends || top + clientHeight + room <= this.tree.offsetHeight - this.below);
  }

  /** Changes the rows, sets the room in place of the others, and holds still what is in view.
   *  @param {() => void} change @param {Row[]} rows @param {Map<string, HTMLElement>} elements of the rows in the document */
  held(change, rows, elements) {
    const edge = this.column.getBoundingClientRect().top;
    const anchor = this.long ? [...this.tree.children].find((row) => row.getBoundingClientRect().bottom > edge) : undefined;
    const before = anchor?.getBoundingClientRect().top;
    change();
    this.tree.style.paddingTop = this.long ? `${this.above}px` : "";
    this.tree.style.paddingBottom = this.long ? `${this.below}px` : "";
    if (!this.long) return;
    if (anchor?.isConnected && before !== undefined) this.column.scrollTop += anchor.getBoundingClientRect().top - before;
    for (let i = this.from; i + 1 < this.to; i++) {
      const [row, next] = [elements.get(rows[i].key), elements.get(rows[i + 1].key)];
      if (row && next) this.seen.set(rows[i].key, next.offsetTop - row.offsetTop);
    }
  }

  /** Scrolls to where a row is, or probably is.
   *  @param {number} place @param {Row[]} rows */
  scrollTo(place, rows) {
    let top = this.tree.offsetTop;
    for (let i = 0; i < place; i++) top += this.height(rows[i]);
    this.column.scrollTop = top - this.column.clientHeight / 2;
  }
}
