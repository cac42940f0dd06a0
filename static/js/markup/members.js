// @ts-check
// Which blocks of the page belong to an article, in reading order. Only blocks with a cell count, as
// in the engine: what is assumed by a tail stands below one of them.

import { baseOf } from "./own_roles.js";

/** @typedef {{start: number, role: string, place?: any}} Member */

export class Members {
  constructor() {
    /** @type {Map<string, Member[]>} by article */
    this.of = new Map();
  }

  /** Moves a block from where its old cell put it to where the new one puts it.
   *  @param {number} start @param {any} old @param {any} cell */
  move(start, old, cell) {
    if (old?.article) this.drop(old.article, start);
    if (cell?.article) this.add(cell.article, { start, role: cell.role ?? "", place: cell.place });
  }

  /** @param {string} article @param {number} start */
  drop(article, start) {
    const list = this.of.get(article);
    const i = list?.findIndex((m) => m.start === start) ?? -1;
    if (!list || i < 0) return;
    list.splice(i, 1);
    if (list.length === 0) this.of.delete(article);
  }

  /** @param {string} article @param {Member} member */
  add(article, member) {
    const list = this.of.get(article) ?? [];
    let i = list.length;
    while (i > 0 && after(list[i - 1], member)) i--;
    list.splice(i, 0, member);
    this.of.set(article, list);
  }

  /** Whether a change of a block's cell can change where an article stands, or what it is called.
   *  @param {any} old @param {any} cell @returns {boolean} */
  matters(old, cell) {
    return (old?.article ?? "") !== (cell?.article ?? "") || heads(old) !== heads(cell) || old?.place !== cell?.place;
  }
}

/** Whether a block with a role names its article.
 *  @param {{role?: string}|null|undefined} cell @returns {boolean} */
export function heads(cell) {
  const role = baseOf(cell?.role ?? "");
  return role === "headline" || role.endsWith("-head");
}

/** @param {Member} a @param {Member} b */
function after(a, b) {
  const [x, y] = [a.place, b.place];
  if (!x && !y) return a.start > b.start;
  const by = (x?.page ?? 0) && (y?.page ?? 0) ? x.page - y.page : 0;
  return (by || (x?.offset ?? a.start) - (y?.offset ?? b.start) || (x?.rank ?? 0) - (y?.rank ?? 0) || a.start - b.start) > 0;
}
