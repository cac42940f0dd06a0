// @ts-check
// The windows of a long page: stretches of rows of which only those near the view are in the
// document. The others are empty boxes as high as their rows were, or probably will be. A page of
// few blocks has all its rows, always.

import { h } from "../lib/dom.js";
import { soon } from "../lib/rest.js";

/** @typedef {import("../markup/state.js").State} State */
/** @typedef {{fill: (window: HTMLElement, from: number, to: number) => void, empty: (from: number, to: number) => void, keep: () => number}} Hands
 *   fill and empty the rows of blocks whose sources have these indexes; keep is a code point whose window stays */

export const perWindow = 10; // blocks of the source; views/workbench/rows.go says the same
const few = 200; // blocks of the source that are drawn whole
const ahead = 1; // screens above and below the view that are filled
const behind = 4; // screens from which on windows are emptied
const atOnce = 1; // windows out of view that are filled in one frame

export class Windows {
  /** @param {HTMLElement} galley what scrolls @param {HTMLElement} sheet @param {State} state @param {Hands} hands */
  constructor(galley, sheet, state, hands) {
    this.galley = galley;
    this.sheet = sheet;
    this.state = state;
    this.hands = hands;
    this.whole = state.sources.length <= few;
    /** @type {HTMLElement[]} */
    this.list = [...sheet.querySelectorAll(".window")].map((w) => /** @type {HTMLElement} */ (w));
    /** @type {Set<number>} the windows that hold their rows */
    this.full = new Set(this.list.keys());
    /** called when rows came or went */
    this.changed = () => {};
    if (this.whole) return;
    const scale = this.scale();
    const count = Math.ceil(state.sources.length / perWindow);
    for (let i = this.list.length; i < count; i++) {
      const box = h("div", { class: "window", role: "rowgroup" });
      box.style.height = `${this.guess(i, scale)}px`;
      this.list.push(box);
    }
    sheet.append(...this.list);
    this.asked = false;
    galley.addEventListener("scroll", () => this.followSoon(), { passive: true });
    new ResizeObserver(() => this.follow()).observe(galley);
  }

  /** The pixels that a code point and a block take, learned from the rows that are there. */
  scale() {
    const { sources } = this.state;
    const seen = sources.slice(0, this.list.length * perWindow);
    const points = seen.reduce((n, s) => n + s.end - s.start, 0);
    const height = this.list.reduce((n, w) => n + w.offsetHeight, 0);
    const perBlock = 10;
    return { perBlock, perPoint: points > 0 && height > 0 ? Math.max(0.2, (height - perBlock * seen.length) / points) : 0.7 };
  }

  /** How high a window's rows will probably be.
   *  @param {number} i @param {{perBlock: number, perPoint: number}} scale @returns {number} */
  guess(i, scale) {
    return Math.round(this.part(i).reduce((n, s) => n + Math.max(24, (s.end - s.start) * scale.perPoint) + scale.perBlock, 0));
  }

  /** @param {number} i */
  part(i) {
    return this.state.sources.slice(i * perWindow, (i + 1) * perWindow);
  }

  /** Fills the window that holds a code point, so that its row can be reached.
   *  @param {number} at @returns {boolean} whether rows came */
  reveal(at) {
    if (this.whole) return false;
    const i = Math.floor(Math.max(0, this.state.sourceAt(at)) / perWindow);
    if (this.full.has(i)) return false;
    this.held(() => this.fill(i));
    this.changed();
    return true;
  }

  /** Follows the view with the next frame. */
  followSoon() {
    if (this.asked) return;
    this.asked = true;
    requestAnimationFrame(soon(() => {
      this.asked = false;
      this.follow();
    }));
  }

  /** Fills what comes into view and empties what is far from it. What is in view comes at once, what is
   *  ahead of it a little in every frame, so that none is late. */
  follow() {
    const { scrollTop, clientHeight } = this.galley;
    const top = scrollTop - this.sheet.offsetTop;
    const first = this.at(top - ahead * clientHeight);
    const last = this.at(top + (1 + ahead) * clientHeight);
    const low = this.at(top - behind * clientHeight);
    const high = this.at(top + (1 + behind) * clientHeight);
    const kept = Math.floor(Math.max(0, this.state.sourceAt(this.hands.keep())) / perWindow);
    const far = [...this.full].filter((i) => (i < low || i > high) && i !== kept);
    const [inFrom, inTo] = [this.at(top), this.at(top + clientHeight)];
    /** @type {number[]} */
    const missing = [];
    let later = 0;
    for (let i = first; i <= last; i++) {
      if (this.full.has(i)) continue;
      if ((i >= inFrom && i <= inTo) || later++ < atOnce) missing.push(i);
    }
    if (later > atOnce) this.followSoon();
    if (far.length === 0 && missing.length === 0) return;
    const heights = far.map((i) => this.list[i].getBoundingClientRect().height); // read before anything changes
    this.held(() => {
      far.forEach((i, n) => this.empty(i, heights[n]));
      for (const i of missing) this.fill(i);
    });
    this.changed();
  }

  /** The index of the window at a height of the sheet.
   *  @param {number} y @returns {number} */
  at(y) {
    let low = 0;
    let high = this.list.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      const box = this.list[middle];
      if (box.offsetTop + box.offsetHeight > y) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** @param {number} i */
  fill(i) {
    const box = this.list[i];
    this.hands.fill(box, i * perWindow, (i + 1) * perWindow);
    box.style.height = "";
    this.full.add(i);
  }

  /** @param {number} i @param {number} height how high it stays */
  empty(i, height) {
    const box = this.list[i];
    box.style.height = `${height}px`;
    this.hands.empty(i * perWindow, (i + 1) * perWindow);
    box.replaceChildren();
    this.full.delete(i);
  }

  /** Changes windows and holds still what is in view: a window that becomes higher above it would
   *  push the text away under the editor's eyes.
   *  @param {() => void} change */
  held(change) {
    const edge = this.galley.getBoundingClientRect().top;
    const anchor = this.list.filter((_, i) => this.full.has(i)).flatMap((w) => [...w.children]).find((row) => row.getBoundingClientRect().bottom > edge);
    const before = anchor?.getBoundingClientRect().top;
    change();
    if (anchor?.isConnected && before !== undefined) this.galley.scrollTop += anchor.getBoundingClientRect().top - before;
  }
}
