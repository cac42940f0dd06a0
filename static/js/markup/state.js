// @ts-check
// What the page knows of its annotation set: cells, folded as the server folds them, and the blocks
// that follow from them. News cost what they touch, however long the page is. This file holds rules
// and never touches the document.

import { BlockList, nothing } from "./blocks.js";
import { Members } from "./members.js";

/** @typedef {import("./blocks.js").Source} Source */
/** @typedef {import("./blocks.js").Extent} Extent */
/** @typedef {import("./blocks.js").Block} Block */
/** @typedef {import("./blocks.js").Touched} Touched */
/** @typedef {{id: string, role: string, start: number, end: number, parent: string, correction?: string, at?: Extent[],
 *   attributes?: Record<string, string>}} Mark */
/** @typedef {{version: number, cells?: Record<string, any>, problems?: Record<string, any[]>}} News */
/** @typedef {{version: number, value: any, acts: Set<string>}} Held what the server says of a cell that own acts have guessed */

export class State extends BlockList {
  /** @param {{page: number, sources: Source[], version: number, cells: Record<string, any>,
   *   problems?: Record<string, any[]>}} start */
  constructor(start) {
    super(start.page, start.sources);
    this.version = 0;
    /** @type {Map<string, number>} the version at which a cell was last heard of */
    this.heard = new Map();
    /** @type {Map<string, Held>} cells that show a guess */
    this.held = new Map();
    /** @type {Map<string, any[]>} problems by scope */
    this.problems = new Map();
    /** @type {Map<string, string[]>} the kinds of those that count, by scope */
    this.faults = new Map();
    /** @type {Map<number, Set<string>>} cells of spans and corrections by the index of the source block */
    this.marked = new Map();
    /** @type {Map<string, string>} where a join arrives, "page/start", to where it leaves, "page/end" */
    this.arrivals = new Map();
    this.members = new Members();
    /** @type {Map<string, number>} where pictures were placed on the page, by their ids */
    this.pictures = new Map();
    /** @type {Map<string, any>} the cells of articles by id */
    this.articles = new Map();
    /** counts up when problems change */
    this.problemTurn = 0;
    this.fold({ version: start.version, cells: start.cells, problems: start.problems });
  }

  /** Takes in changed cells. News may come late or twice: a cell never goes back a version, and what
   *  own acts have guessed stays until they are answered.
   *  @param {News} news @returns {Touched} */
  fold(news) {
    const touched = nothing();
    /** @type {Set<number>} */
    const looks = new Set();
    for (const [name, value] of Object.entries(news.cells ?? {})) {
      if ((this.heard.get(name) ?? 0) > news.version) continue;
      this.heard.set(name, news.version);
      const held = this.held.get(name);
      if (held) held.value = value ?? null;
      else this.put(name, value ?? null, touched, looks);
    }
    for (const [scope, list] of Object.entries(news.problems ?? {})) {
      this.putProblems(scope, list);
      this.problemTurn++;
      if (scope.startsWith(`block/${this.page}/`)) touched.blocks.add(Number(scope.slice(scope.lastIndexOf("/") + 1)));
    }
    this.version = Math.max(this.version, news.version);
    this.settleLooks(touched, looks);
    return touched;
  }

  /** Takes all cells of the page afresh; those that are not named are empty.
   *  @param {News} news @returns {Touched} */
  replace(news) {
    /** @type {Record<string, any>} */
    const cells = { ...news.cells };
    for (const name of this.cells.keys()) cells[name] ??= null;
    for (const name of this.held.keys()) cells[name] ??= null;
    if (news.problems) for (const problems of [this.problems, this.faults]) problems.clear();
    return this.fold({ ...news, cells });
  }

  /** Shows cells as an act that is not answered yet will probably leave them.
   *  @param {string} act its id @param {Record<string, any>} cells @returns {Touched} */
  guess(act, cells) {
    const touched = nothing();
    /** @type {Set<number>} */
    const looks = new Set();
    for (const [name, value] of Object.entries(cells)) {
      const held = this.held.get(name) ?? { version: this.version, value: this.cells.get(name) ?? null, acts: new Set() };
      held.acts.add(act);
      this.held.set(name, held);
      this.put(name, value ?? null, touched, looks);
    }
    this.settleLooks(touched, looks);
    return touched;
  }

  /** Lets go of what an act guessed, once it is answered: what the server said stands.
   *  @param {string} act @returns {Touched} */
  settle(act) {
    const touched = nothing();
    /** @type {Set<number>} */
    const looks = new Set();
    for (const [name, held] of this.held) {
      if (!held.acts.delete(act) || held.acts.size > 0) continue;
      this.held.delete(name);
      this.put(name, held.value, touched, looks);
    }
    this.settleLooks(touched, looks);
    return touched;
  }

  /** Takes in the answer of an act, and lets go of what the act guessed.
   *  @param {string} act @param {News} news @returns {Touched} */
  answer(act, news) {
    const [told, gone] = [this.fold(news), this.settle(act)];
    return { texts: new Set([...told.texts, ...gone.texts]), blocks: new Set([...told.blocks, ...gone.blocks]) };
  }

  /** What the server said last of cells, whatever is guessed; null for an empty one.
   *  @param {string[]} names @returns {Record<string, any>} */
  said(names) {
    return Object.fromEntries(names.map((name) => [name, (this.held.get(name) ?? { value: this.cells.get(name) }).value ?? null]));
  }

  /** Sets one cell and keeps what is looked up beside the cells.
   *  @param {string} name @param {any} value @param {Touched} touched @param {Set<number>} looks starts of blocks to look at again */
  put(name, value, touched, looks) {
    const old = this.cells.get(name) ?? null;
    if (value === null) this.cells.delete(name);
    else this.cells.set(name, value);
    const [kind, page, at] = name.split("/");
    if (kind === "article") this.putArticle(page, value);
    if (kind === "span" || kind === "correction") {
      for (const piece of pieces(old)) this.index(piece, name, false, touched);
      for (const piece of pieces(value)) this.index(piece, name, true, touched);
    }
    if (kind === "withheld") this.shape++;
    if (kind === "picture") this.putPicture(page, value, touched);
    if (kind === "join") this.putJoin(old, value, { page: Number(page), end: Number(at) }, touched);
    if (kind === "cut" && Number(page) === this.page) this.setCut(Number(at), value !== null, touched);
    if (kind === "block" && Number(page) === this.page) {
      this.members.move(Number(at), old, value);
      if (this.members.matters(old, value)) this.shape++;
      looks.add(Number(at));
    }
  }

  /** @param {string} scope @param {any[]} list */
  putProblems(scope, list) {
    const kinds = list.filter((p) => p.counts).map((p) => p.kind);
    if (list.length > 0) this.problems.set(scope, list);
    else this.problems.delete(scope);
    if (kinds.length > 0) this.faults.set(scope, kinds);
    else this.faults.delete(scope);
  }

  /** @param {string} id @param {any} value */
  putArticle(id, value) {
    if (value === null) this.articles.delete(id);
    else this.articles.set(id, value);
    this.shape++;
  }

  /** @param {string} id @param {any} value @param {Touched} touched */
  putPicture(id, value, touched) {
    const old = this.pictures.get(id);
    this.pictures.delete(id);
    if (value?.page === this.page) this.pictures.set(id, value.offset);
    for (const at of [old, this.pictures.get(id)]) {
      const block = at === undefined ? undefined : this.blockAt(at);
      if (block) touched.blocks.add(block.start);
    }
  }

  /** The picture that somebody placed in a block.
   *  @param {Extent} block @returns {string} its id; "" for none */
  pictureIn(block) {
    for (const [id, at] of this.pictures) if (block.page === this.page && block.start <= at && at < block.end) return id;
    return "";
  }

  /** @param {any} old @param {any} value @param {{page: number, end: number}} from @param {Touched} touched */
  putJoin(old, value, from, touched) {
    if (old) this.arrivals.delete(`${old.page}/${old.start}`);
    if (value) this.arrivals.set(`${value.page}/${value.start}`, `${from.page}/${from.end}`);
    for (const join of [old, value]) if (join?.page === this.page) touched.blocks.add(join.start);
    const left = from.page === this.page ? this.blockAt(from.end - 1) : undefined;
    if (left) touched.blocks.add(left.start);
  }

  /** @param {Extent} piece @param {string} name @param {boolean} there @param {Touched} touched */
  index(piece, name, there, touched) {
    if (piece.page !== this.page) return;
    for (let i = this.sourceAt(piece.start); i >= 0 && this.sources[i]?.start < piece.end; i++) {
      const names = this.marked.get(i) ?? new Set();
      if (there) names.add(name);
      else names.delete(name);
      this.marked.set(i, names);
      touched.texts.add(i);
    }
  }

  /** @param {number} at @param {boolean} there @param {Touched} touched */
  setCut(at, there, touched) {
    const i = this.sourceAt(at);
    if (i < 0) return;
    const cuts = (this.cuts.get(i) ?? []).filter((cut) => cut !== at);
    if (there) cuts.push(at);
    this.cuts.set(i, cuts.sort((a, b) => a - b));
    touched.texts.add(i);
    this.recut = true;
  }

  /** Looks again at blocks whose cells changed, and at the runs that follow from them.
   *  @param {Touched} touched @param {Set<number>} looks */
  settleLooks(touched, looks) {
    if (this.recut) {
      this.recut = false;
      this.shape++;
      for (const start of this.relist(touched)) looks.add(start);
    }
    for (const start of looks) {
      const i = this.indexAt(start);
      if (this.list[i]?.start === start) this.lookFrom(i, touched);
    }
  }

  /** The spans and corrections of a block, clipped to it, the outer ones first. views/workbench/marks.go
   *  orders them the same way.
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
    return marks.sort((a, b) => a.start - b.start || b.end - a.end || Number(a.role === "") - Number(b.role === "") ||
      this.depth(a) - this.depth(b) || compare(a.role, b.role) || compare(a.id, b.id));
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
    return this.articles.get(id);
  }

  /** The open problems of a block, hints among them.
   *  @param {Extent} block @returns {any[]} */
  problemsOf(block) {
    return (this.problems.get(`block/${block.page}/${block.start}`) ?? []).filter(isOpen);
  }
}

/** Nobody dismissed the problem. Whether it counts as well is said by the server.
 *  @param {{dismissed?: any}} problem */
export const isOpen = (problem) => !problem.dismissed;

/** Orders texts by their code units.
 *  @param {string} a @param {string} b @returns {number} */
const compare = (a, b) => (a < b ? -1 : Number(a > b));

/** The pieces of text that a span or a correction stands on.
 *  @param {any} value @returns {Extent[]} */
function pieces(value) {
  if (!value) return [];
  return value.at ?? [{ page: value.page, start: value.start, end: value.end }];
}
