// @ts-check
// The articles of the page: their order, numbers, titles and colours. Numbers are counted when they
// are shown, never stored or sent. views/workbench/rows.go counts colours in the same way.

import { slice } from "../lib/offsets.js";
import { heads } from "./members.js";

/** @typedef {import("./state.js").State} State */
/** @typedef {import("./state.js").Block} Block */
/** @typedef {{id: string, label: string, group: boolean, parent: string, type: string, title: string, headless: boolean,
 *   first?: Block, colour: number}} Article */
/** @typedef {Record<string, {page: number, start: number, title: string}>} Elsewhere */

const colours = 4;

/** All articles that are known, by id, in reading order. The cost is that of the articles, and one
 *  look at each block for the colours.
 *  @param {State} state @param {Elsewhere} elsewhere @param {Set<string>} groups the types that stand over articles
 *  @returns {Map<string, Article>} */
export function articlesOf(state, elsewhere, groups) {
  const places = [];
  for (const [id, cell] of state.articles) places.push({ id, cell, at: placeOf(state, cell, firstOf(state, id), elsewhere[id]) });
  places.sort((a, b) => compare(a.at, b.at) || (groups.has(b.cell.type) ? 1 : 0) - (groups.has(a.cell.type) ? 1 : 0) || (a.id < b.id ? -1 : 1));
  let articles = 0;
  let packages = 0;
  /** @type {Map<string, Article>} */
  const found = new Map();
  for (const { id, cell } of places) {
    const group = groups.has(cell.type);
    const label = group ? `P${++packages}` : String(++articles);
    const first = firstOf(state, id);
    found.set(id, { id, label, group, parent: cell.parent ?? "", type: cell.type, headless: cell.headless ?? false,
      first: first && state.blockAt(first.start), title: titleOf(state, id, cell, elsewhere[id]), colour: 0 });
  }
  colour(state.blocks(), found);
  return found;
}

/** @typedef {import("./members.js").Member} Member */

/** The first block of an article on the page; undefined if it has none.
 *  @param {State} state @param {string} id @returns {Member|undefined} */
const firstOf = (state, id) => state.members.of.get(id)?.[0];

/** @typedef {{page: number, offset: number, rank: number}} Place */

/** Where an article stands in reading order: where it was moved to, else its first piece.
 *  @param {State} state @param {any} cell @param {Member|undefined} first @param {{page: number, start: number}|undefined} other @returns {Place} */
function placeOf(state, cell, first, other) {
  if (cell.place) return { rank: 0, ...cell.place };
  if (first?.place) return { rank: 0, ...first.place };
  if (other && (!first || other.page < state.page)) return { page: other.page, offset: other.start, rank: 0 };
  return first ? { page: state.page, offset: first.start, rank: 0 } : { page: Infinity, offset: 0, rank: 0 };
}

/** @param {Place} a @param {Place} b */
function compare(a, b) {
  return (a.page === b.page ? 0 : a.page - b.page) || a.offset - b.offset || a.rank - b.rank;
}

const mostHeads = 12; // blocks at an article's beginning among which its heads are sought

/** What an article is called: its own title, else its headline on this page, else what the server
 *  knows from another page, else its first words.
 *  @param {State} state @param {string} id @param {any} cell @param {{title: string}|undefined} other @returns {string} */
function titleOf(state, id, cell, other) {
  if (cell.title) return cell.title;
  const members = state.members.of.get(id) ?? [];
  const words = members.slice(0, mostHeads).filter(heads).map((m) => textAt(state, m.start).replace(/\s+/gu, " ")).join(" ");
  if (words || other?.title) return words || other?.title || "";
  return members.length > 0 ? `“${[...textAt(state, members[0].start).slice(0, 40)].slice(0, 16).join("")}…”` : "";
}

/** @param {State} state @param {number} start */
function textAt(state, start) {
  const block = state.blockAt(start);
  return block ? textOf(state, block) : "";
}

/** The text of a block.
 *  @param {State} state @param {Block} block @returns {string} */
export function textOf(state, block) {
  const source = state.sources[block.source];
  if (block.start === source.start && block.end === source.end) return source.text;
  return slice(source.text, block.start - source.start, block.end - source.start);
}

/** Gives each article on the page a colour from 1 to 4, so that articles which touch differ.
 *  @param {Block[]} blocks @param {Map<string, Article>} articles */
function colour(blocks, articles) {
  /** @type {Map<string, string[]>} */
  const touch = new Map();
  let last = "";
  for (const { article } of blocks) {
    if (!article || article === last || (articles.get(article)?.group ?? true)) continue;
    touch.set(article, [...(touch.get(article) ?? []), last]);
    if (last) touch.set(last, [...(touch.get(last) ?? []), article]);
    last = article;
  }
  let next = 0;
  for (const [id, neighbours] of touch) {
    next = freeColour(next, neighbours.map((n) => articles.get(n)?.colour ?? 0));
    const article = articles.get(id);
    if (article) article.colour = next;
  }
}

/** The first colour after last that no neighbour has.
 *  @param {number} last @param {number[]} taken @returns {number} */
function freeColour(last, taken) {
  for (let i = 0; i < colours; i++) {
    const candidate = ((last + i) % colours) + 1;
    if (!taken.includes(candidate)) return candidate;
  }
  return (last % colours) + 1;
}

/** The package whose rail stands beside a block: the one that its article is or stands under.
 *  @param {Map<string, Article>} articles @param {Block|undefined} block @returns {string} */
export function packageOf(articles, block) {
  const article = block && articles.get(block.article);
  if (!article) return "";
  if (article.group) return article.id;
  return articles.get(article.parent)?.group ? article.parent : "";
}
