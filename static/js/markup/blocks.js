// @ts-check
// The blocks of a page in text order: what the source and its cuts make, as the cells say that they
// look. This file holds rules and never touches the document.

import { baseOf } from "./own_roles.js";

/** @typedef {{start: number, end: number, text: string, gap: number}} Source a block of the source */
/** @typedef {{page: number, start: number, end: number}} Extent */
/** @typedef {Extent & {number: number, gap: number, cut: boolean, source: number, role: string, article: string,
 *   state: "decided"|"assumed"|"undecided", doubtful: boolean, place?: any}} Block never changed: a block that looks different is another */
/** @typedef {{blocks: number, pictures: number, assumed: number}} Sum */
/** @typedef {{texts: Set<number>, blocks: Set<number>}} Touched source blocks, by index, whose marks or cuts changed, and blocks, by start, that look different */

export class BlockList {
  /** @param {number} page @param {Source[]} sources */
  constructor(page, sources) {
    this.page = page;
    this.sources = sources;
    /** @type {Map<string, any>} the cells that hold something */
    this.cells = new Map();
    /** @type {Map<number, number[]>} cuts, ascending, by the index of the source block */
    this.cuts = new Map();
    /** counts up when articles may be other ones, or stand elsewhere, or have another name */
    this.shape = 0;
    /** @type {Block[]} */
    this.list = [];
    this.open = 0;
    /** @type {Map<string, Sum>} what is counted of the articles on the page, by id */
    this.sums = new Map();
    this.relist(nothing());
  }

  /** Looks at the block at index i, and at the run below it as far as it changes.
   *  @param {number} i @param {Touched} touched */
  lookFrom(i, touched) {
    const cell = this.cells.get(`block/${this.page}/${this.list[i].start}`);
    let tail = this.tailAbove(i);
    this.show(i, look(cell, tail), touched);
    if (cell) tail = cell.tail ?? "";
    for (let j = i + 1; j < this.list.length && !this.cells.has(`block/${this.page}/${this.list[j].start}`); j++) {
      if (!this.show(j, look(undefined, tail), touched)) break;
    }
  }

  /** The article whose assumed body a block without a cell at index i is; "" for none.
   *  @param {number} i @returns {string} */
  tailAbove(i) {
    if (i === 0) return "";
    const above = this.cells.get(`block/${this.page}/${this.list[i - 1].start}`);
    return above ? (above.tail ?? "") : this.list[i - 1].article;
  }

  /** Lets the block at index i look so; false if it does already.
   *  @param {number} i @param {ReturnType<typeof look>} now @param {Touched} touched @returns {boolean} */
  show(i, now, touched) {
    const was = this.list[i];
    const same = was.role === now.role && was.article === now.article && was.state === now.state && was.doubtful === now.doubtful && was.place === now.place;
    if (same) return false;
    if (was.article !== now.article) this.shape++;
    this.list[i] = { ...was, ...now };
    this.count(was, -1);
    this.count(this.list[i], 1);
    touched.blocks.add(was.start);
    return true;
  }

  /** Counts a block in, or out.
   *  @param {Block} block @param {1|-1} by */
  count(block, by) {
    if (block.state !== "decided") this.open += by;
    if (!block.article) return;
    const sum = this.sums.get(block.article) ?? { blocks: 0, pictures: 0, assumed: 0 };
    this.sums.set(block.article, sum);
    sum.blocks += by;
    if (baseOf(block.role) === "caption") sum.pictures += by;
    if (block.state === "assumed") sum.assumed += by;
    if (sum.blocks === 0) this.sums.delete(block.article);
  }

  /** Makes the list of blocks from the source and its cuts. Blocks that stay as they are are kept;
   *  the others are given by their starts, to be looked at.
   *  @param {Touched} touched @returns {number[]} */
  relist(touched) {
    const old = new Map(this.list.map((b) => [b.start, b]));
    /** @type {Block[]} */
    const list = [];
    /** @type {number[]} */
    const fresh = [];
    this.sources.forEach((source, index) => {
      let start = source.start;
      for (const end of [...(this.cuts.get(index) ?? []), source.end]) {
        const number = list.length + 1;
        const kept = old.get(start);
        const cut = start > source.start;
        if (kept && kept.end === end && kept.number === number) list.push(kept);
        else {
          list.push({ ...(kept ?? look(undefined, "")), page: this.page, start, end, number, source: index, cut, gap: cut ? 0 : source.gap });
          touched.blocks.add(start);
          if (!kept || kept.end !== end) fresh.push(start);
        }
        start = end;
      }
    });
    this.list = list;
    this.open = 0;
    this.sums.clear();
    for (const block of list) this.count(block, 1);
    return fresh;
  }

  /** The index of the source block that holds a code point, -1 between blocks.
   *  @param {number} at @returns {number} */
  sourceAt(at) {
    const i = firstEndingAfter(this.sources, at);
    return i < this.sources.length && this.sources[i].start <= at ? i : -1;
  }

  /** The blocks of the page in text order, stored or assumed. The list is the state's own.
   *  @returns {Block[]} */
  blocks() {
    return this.list;
  }

  /** The index of the block that holds a code point, or of the next one; the length behind the last.
   *  @param {number} at @returns {number} */
  indexAt(at) {
    return firstEndingAfter(this.list, at);
  }

  /** The block that holds a code point.
   *  @param {number} at @returns {Block|undefined} */
  blockAt(at) {
    const block = this.list[this.indexAt(at)];
    return block && block.start <= at ? block : undefined;
  }

  /** How many blocks of the page nobody has decided, the assumed ones among them.
   *  @returns {number} */
  undecided() {
    return this.open;
  }
}

/** @returns {Touched} */
export function nothing() {
  return { texts: new Set(), blocks: new Set() };
}

/** The index of the first of ascending extents that ends after a code point.
 *  @param {{end: number}[]} list @param {number} at @returns {number} */
function firstEndingAfter(list, at) {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle].end > at) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** What a block is by its cell, or by the tail above it.
 *  @param {any} cell @param {string} tail */
function look(cell, tail) {
  if (!cell) {
    const state = /** @type {Block["state"]} */ (tail ? "assumed" : "undecided");
    return { role: tail ? "body" : "", article: tail, state, doubtful: false, place: undefined };
  }
  const state = /** @type {Block["state"]} */ (cell.role ? (cell.decided ? "decided" : "assumed") : "undecided");
  return { role: cell.role ?? "", article: cell.article ?? "", state, doubtful: cell.doubtful ?? false, place: cell.place };
}
