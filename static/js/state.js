// @ts-check
// What the page knows of its annotation set: cells, folded as the server folds them, and the blocks
// that follow from them. This file holds rules and never touches the document.

/** @typedef {{start: number, end: number, text: string, gap: number}} Source a block of the source */
/** @typedef {{page: number, start: number, end: number}} Extent */
/** @typedef {{id: string, role: string, start: number, end: number, parent: string, correction?: string, at?: Extent[],
 *   attributes?: Record<string, string>}} Mark */
/** @typedef {Extent & {number: number, gap: number, cut: boolean, source: number, role: string, article: string,
 *   state: "decided"|"assumed"|"undecided", doubtful: boolean, place?: any}} Block */
/** @typedef {{version: number, cells?: Record<string, any>, problems?: Record<string, any[]>}} News */

export class State {
  /** @param {{page: number, sources: Source[], version: number, cells: Record<string, any>,
   *   problems?: Record<string, any[]>}} start */
  constructor(start) {
    this.page = start.page;
    this.sources = start.sources;
    this.version = 0;
    /** @type {Map<string, any>} the cells that hold something */
    this.cells = new Map();
    /** @type {Map<string, number>} the version at which a cell was last heard of */
    this.heard = new Map();
    /** @type {Map<string, any[]>} problems by scope */
    this.problems = new Map();
    /** @type {Map<number, Set<string>>} cells of spans and corrections by the index of the source block */
    this.marked = new Map();
    /** @type {Map<string, string>} where a join arrives, "page/start", to where it leaves, "page/end" */
    this.arrivals = new Map();
    /** @type {Map<number, number[]>} cuts, ascending, by the index of the source block */
    this.cuts = new Map();
    /** @type {Block[]|null} */
    this.known = null;
    this.fold({ version: start.version, cells: start.cells, problems: start.problems });
  }

  /** Takes in changed cells. News may come late or twice: a cell never goes back a version. Gives
   *  the indexes of the source blocks whose marks changed.
   *  @param {News} news @returns {Set<number>} */
  fold(news) {
    /** @type {Set<number>} */
    const touched = new Set();
    for (const [name, value] of Object.entries(news.cells ?? {})) {
      if ((this.heard.get(name) ?? 0) > news.version) continue;
      this.heard.set(name, news.version);
      this.put(name, value ?? null, touched);
    }
    for (const [scope, list] of Object.entries(news.problems ?? {})) {
      if (list.length > 0) this.problems.set(scope, list);
      else this.problems.delete(scope);
    }
    this.version = Math.max(this.version, news.version);
    this.known = null;
    return touched;
  }

  /** Takes all cells of the page afresh; those that are not named are empty.
   *  @param {News} news @returns {Set<number>} */
  replace(news) {
    /** @type {Record<string, any>} */
    const cells = { ...news.cells };
    for (const name of this.cells.keys()) cells[name] ??= null;
    if (news.problems) this.problems.clear();
    return this.fold({ ...news, cells });
  }

  /** Sets one cell and keeps what is looked up beside the cells.
   *  @param {string} name @param {any} value @param {Set<number>} touched */
  put(name, value, touched) {
    const old = this.cells.get(name) ?? null;
    if (value === null) this.cells.delete(name);
    else this.cells.set(name, value);
    const [kind, page, at] = name.split("/");
    if (kind === "span" || kind === "correction") {
      for (const piece of pieces(old)) this.index(piece, name, false, touched);
      for (const piece of pieces(value)) this.index(piece, name, true, touched);
    }
    if (kind === "join") {
      if (old) this.arrivals.delete(`${old.page}/${old.start}`);
      if (value) this.arrivals.set(`${value.page}/${value.start}`, `${page}/${at}`);
    }
    if (kind === "cut" && Number(page) === this.page) this.setCut(Number(at), value !== null, touched);
  }

  /** @param {Extent} piece @param {string} name @param {boolean} there @param {Set<number>} touched */
  index(piece, name, there, touched) {
    if (piece.page !== this.page) return;
    for (let i = this.sourceAt(piece.start); i >= 0 && this.sources[i]?.start < piece.end; i++) {
      const names = this.marked.get(i) ?? new Set();
      if (there) names.add(name);
      else names.delete(name);
      this.marked.set(i, names);
      touched.add(i);
    }
  }

  /** @param {number} at @param {boolean} there @param {Set<number>} touched */
  setCut(at, there, touched) {
    const i = this.sourceAt(at);
    if (i < 0) return;
    const cuts = (this.cuts.get(i) ?? []).filter((cut) => cut !== at);
    if (there) cuts.push(at);
    this.cuts.set(i, cuts.sort((a, b) => a - b));
    touched.add(i);
  }

  /** The index of the source block that holds a code point, -1 between blocks.
   *  @param {number} at @returns {number} */
  sourceAt(at) {
    let low = 0;
    let high = this.sources.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.sources[middle].end > at) high = middle;
      else low = middle + 1;
    }
    return low < this.sources.length && this.sources[low].start <= at ? low : -1;
  }

  /** The blocks of the page in text order, as they are to be read.
   *  @returns {Block[]} */
  blocks() {
    if (this.known) return this.known;
    /** @type {Block[]} */
    const blocks = [];
    let tail = "";
    this.sources.forEach((source, index) => {
      const ends = [...(this.cuts.get(index) ?? []), source.end];
      let start = source.start;
      for (const end of ends) {
        const cell = this.cells.get(`block/${this.page}/${start}`);
        if (cell) tail = cell.tail ?? "";
        const cut = start > source.start;
        const extent = { page: this.page, start, end, number: blocks.length + 1, source: index, cut, gap: cut ? 0 : source.gap };
        blocks.push({ ...extent, ...look(cell, tail) });
        start = end;
      }
    });
    this.known = blocks;
    return blocks;
  }

  /** The block that holds a code point.
   *  @param {number} at @returns {Block|undefined} */
  blockAt(at) {
    const blocks = this.blocks();
    let low = 0;
    let high = blocks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (blocks[middle].end > at) high = middle;
      else low = middle + 1;
    }
    return blocks[low]?.start <= at ? blocks[low] : undefined;
  }

  /** The spans and corrections of a block, clipped to it, the outer ones first.
   *  @param {Extent} block @returns {Mark[]} */
  marks(block) {
    /** @type {Mark[]} */
    const marks = [];
    for (const name of this.marked.get(this.sourceAt(block.start)) ?? []) {
      const value = this.cells.get(name);
      for (const piece of pieces(value)) {
        const start = Math.max(piece.start, block.start);
        const end = Math.min(piece.end, block.end);
        if (piece.page !== block.page || start >= end) continue;
        marks.push({ id: name.slice(name.indexOf("/") + 1), role: value.role ?? "", start, end, parent: value.parent ?? "",
          correction: value.text, at: value.at, attributes: value.attributes });
      }
    }
    return marks.sort((a, b) => a.start - b.start || b.end - a.end || this.depth(a) - this.depth(b) || (a.id < b.id ? -1 : 1));
  }

  /** How many spans stand over a mark.
   *  @param {{parent: string}} mark @returns {number} */
  depth(mark) {
    let depth = 0;
    for (let id = mark.parent; id && depth < 20; depth++) id = this.cells.get(`span/${id}`)?.parent ?? "";
    return depth;
  }

  /** The join that leaves a block.
   *  @param {Extent} block @returns {{page: number, start: number, glue: string, certain?: boolean}|undefined} */
  joinFrom(block) {
    return this.cells.get(`join/${block.page}/${block.end}`);
  }

  /** Where the text comes from that goes on in a block.
   *  @param {Extent} block @returns {{page: number, end: number}|undefined} */
  joinTo(block) {
    const from = this.arrivals.get(`${block.page}/${block.start}`);
    if (!from) return undefined;
    const [page, end] = from.split("/").map(Number);
    return { page, end };
  }

  /** @param {string} id @returns {any} the article's cell, or undefined */
  article(id) {
    return this.cells.get(`article/${id}`);
  }

  /** The open points of a block, other than that it is undecided.
   *  @param {Extent} block @returns {any[]} */
  problemsOf(block) {
    return (this.problems.get(`block/${block.page}/${block.start}`) ?? []).filter((p) => p.kind !== "undecided");
  }

  /** How many blocks of the page nobody has decided, the assumed ones among them.
   *  @returns {number} */
  undecided() {
    return this.blocks().filter((b) => b.state !== "decided").length;
  }
}

/** What a block is by its cell, or by the tail above it.
 *  @param {any} cell @param {string} tail */
function look(cell, tail) {
  if (!cell) {
    const state = /** @type {"assumed"|"undecided"} */ (tail ? "assumed" : "undecided");
    return { role: tail ? "body" : "", article: tail, state, doubtful: false };
  }
  const state = /** @type {Block["state"]} */ (cell.role ? (cell.decided ? "decided" : "assumed") : "undecided");
  return { role: cell.role ?? "", article: cell.article ?? "", state, doubtful: cell.doubtful ?? false, place: cell.place };
}

/** The pieces of text that a span or a correction stands on.
 *  @param {any} value @returns {Extent[]} */
function pieces(value) {
  if (!value) return [];
  return value.at ?? [{ page: value.page, start: value.start, end: value.end }];
}
