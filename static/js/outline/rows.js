// @ts-check
// What stands in the outline: pages, packages, articles, their blocks, runs that nobody has decided
// and what belongs to no article. Rows follow from the state; this file never touches the document.

import { initials } from "../lib/pinyin.js";
import { textOf } from "../markup/articles.js";

/** @typedef {import("../markup/state.js").State} State */
/** @typedef {import("../markup/state.js").Block} Block */
/** @typedef {import("../markup/articles.js").Article} Article */
/** @typedef {"page"|"package"|"article"|"block"|"undecided"|"heading"|"furniture"} Kind */
/** @typedef {{key: string, kind: Kind, level: number, parent: string, page: number, start: number, open?: boolean, article?: Article, block?: Block, last?: Block,
 *   blocks?: number, pictures?: number, assumed?: number, problems?: string[], undecided?: number, words?: string}} Row
 *  parent is the key of the row above it in the tree; open is set for rows that can be opened */
/** @typedef {{page: number, words: string, undecided: number}} Tab */
/** @typedef {{state: State, articles: Map<string, Article>, elsewhere: import("../markup/articles.js").Elsewhere, tabs: Tab[], open: Set<string>, shut: Set<string>,
 *   query: string, typeWords: (id: string) => string}} Source open and shut are the rows that somebody opened and shut */

const none = { blocks: 0, pictures: 0, assumed: 0 };
const most = 36; // code points of a block's text in a row

/** The visible rows, from top to bottom.
 *  @param {Source} source @returns {Row[]} */
export function rowsOf(source) {
  const { state, tabs, query } = source;
  const kinds = problemKinds(state);
  const groups = grouped(source);
  /** @type {Row[]} */
  const rows = [];
  for (const tab of tabs) {
    const here = tab.page === state.page;
    const key = `page/${tab.page}`;
    const single = tabs.length === 1;
    const open = single || query !== "" || (here ? !source.shut.has(key) : source.open.has(key));
    if (!single) rows.push({ key, kind: "page", level: 1, parent: "", page: tab.page, start: 0, open, words: tab.words, undecided: tab.undecided });
    if (!open) continue;
    const under = single ? "" : key;
    const level = single ? 1 : 2;
    const tree = articleRows(source, groups.get(tab.page) ?? [], kinds, under, level);
    rows.push(...(here ? withRuns(tree, state, under, level) : tree));
    if (here) rows.push(...furniture(state, under, level));
  }
  return query === "" ? rows : filtered(rows, source);
}

/** Where each row stands among those under the same row, and how many they are.
 *  @param {Row[]} rows @returns {Map<string, {"aria-posinset": number, "aria-setsize": number}>} by key */
export function sizesOf(rows) {
  /** @type {Map<string, string[]>} */
  const siblings = new Map();
  for (const row of rows) {
    const list = siblings.get(row.parent);
    if (list) list.push(row.key);
    else siblings.set(row.parent, [row.key]);
  }
  return new Map([...siblings.values()].flatMap((keys) => keys.map((key, i) => [key, { "aria-posinset": i + 1, "aria-setsize": keys.length }])));
}

/** The kinds of open problems of every article on the page.
 *  @param {State} state @returns {Map<string, Set<string>>} */
function problemKinds(state) {
  /** @type {Map<string, Set<string>>} */
  const kinds = new Map();
  for (const [scope, faults] of state.faults) {
    const [kind, page, start] = scope.split("/");
    const article = kind === "article" ? page : Number(page) === state.page ? state.blockAt(Number(start))?.article : "";
    if (!article) continue;
    const known = kinds.get(article) ?? new Set();
    kinds.set(article, known);
    for (const fault of faults) known.add(fault);
  }
  return kinds;
}

/** The articles of every page, in the order of the outline: on the page at hand by their first block
 *  there, on others where they begin.
 *  @param {Source} source @returns {Map<number, Article[]>} */
function grouped({ state, articles, elsewhere }) {
  /** @type {Map<number, {article: Article, at: number, rank: number}[]>} */
  const pages = new Map();
  for (const article of articles.values()) {
    const place = state.article(article.id)?.place;
    const first = state.members.of.get(article.id)?.[0];
    const page = first ? state.page : (place?.page ?? elsewhere[article.id]?.page ?? state.page);
    const moved = [place, first?.place].find((p) => p?.page === page);
    const list = pages.get(page) ?? [];
    list.push({ article, at: moved?.offset ?? first?.start ?? elsewhere[article.id]?.start ?? 0, rank: moved?.rank ?? 0 });
    pages.set(page, list);
  }
  const order = [...articles.keys()];
  const numbers = new Map(order.map((id, i) => [id, i]));
  return new Map([...pages].map(([page, list]) => [page, list.sort((a, b) => a.at - b.at || a.rank - b.rank || (numbers.get(a.article.id) ?? 0) - (numbers.get(b.article.id) ?? 0)).map((x) => x.article)]));
}

/** The rows of articles, children behind their package, blocks behind their article when it is open.
 *  @param {Source} source @param {Article[]} list @param {Map<string, Set<string>>} kinds @param {string} under @param {number} level @returns {Row[]} */
function articleRows(source, list, kinds, under, level) {
  const { state, articles } = source;
  const here = new Set(list.map((a) => a.id));
  /** @type {Map<string, Article[]>} */
  const children = new Map();
  /** @type {Article[]} */
  const tops = [];
  for (const article of list) {
    const over = article.parent && articles.get(article.parent);
    if (!over) tops.push(article);
    else {
      const siblings = children.get(over.id);
      if (siblings) siblings.push(article);
      else children.set(over.id, [article]);
      if (!here.has(over.id) && !tops.includes(over)) tops.push(over); // its heading stands on another page
    }
  }
  /** @type {Row[]} */
  const rows = [];
  const seen = new Set();
  /** @param {Article} article @param {string} parent @param {number} depth */
  const add = (article, parent, depth) => {
    if (seen.has(article.id)) return;
    seen.add(article.id);
    const sum = state.sums.get(article.id) ?? none;
    const own = here.has(article.id) ? state.members.of.get(article.id)?.[0] : undefined;
    const place = own ? { page: state.page, start: own.start } : { page: source.elsewhere[article.id]?.page ?? state.page, start: source.elsewhere[article.id]?.start ?? 0 };
    const key = here.has(article.id) ? `article/${article.id}` : `over/${under}/${article.id}`;
    const nested = children.get(article.id) ?? [];
    const openable = nested.length > 0 || Boolean(own);
    const open = openable ? (nested.length > 0 ? !source.shut.has(key) : source.open.has(key)) : undefined;
    rows.push({ key, kind: article.group ? "package" : "article", level: depth, parent, ...place, open, article,
      blocks: sum.blocks, pictures: sum.pictures, assumed: sum.assumed, problems: [...(kinds.get(article.id) ?? [])].sort() });
    if (!open && source.query === "") return;
    if (source.open.has(key) && own) for (const block of blocksOf(state, article.id)) rows.push({ key: `block/${block.start}`, kind: "block", level: depth + 1, parent: key, page: block.page, start: block.start, block });
    for (const child of nested) add(child, key, depth + 1);
  };
  for (const article of tops) add(article, under, level);
  return rows;
}

/** The blocks of an article on the page, in reading order, the assumed ones where they stand.
 *  @param {State} state @param {string} id @returns {Block[]} */
export function blocksOf(state, id) {
  /** @type {Block[]} */
  const blocks = [];
  for (const member of state.members.of.get(id) ?? []) {
    const all = state.blocks();
    let i = state.indexAt(member.start);
    if (all[i]?.article === id) blocks.push(all[i]);
    for (i++; all[i]?.article === id && !state.cells.has(`block/${all[i].page}/${all[i].start}`); i++) blocks.push(all[i]);
  }
  return blocks;
}

/** Rows of articles with the undecided runs between them, in text order.
 *  @param {Row[]} tree @param {State} state @param {string} under @param {number} level @returns {Row[]} */
function withRuns(tree, state, under, level) {
  const runs = runsOf(state, under, level);
  /** @type {Row[]} */
  const rows = [];
  let next = 0;
  for (const row of tree) {
    if (row.level === level && row.page === state.page) for (; next < runs.length && runs[next].start < row.start; next++) rows.push(runs[next]);
    rows.push(row);
  }
  return [...rows, ...runs.slice(next)];
}

/** @param {State} state @param {string} under @param {number} level @returns {Row[]} */
function runsOf(state, under, level) {
  /** @type {Row[]} */
  const runs = [];
  /** @type {Row|null} */
  let run = null;
  for (const block of state.blocks()) {
    if (block.state !== "undecided") run = null;
    else if (run) run.last = block;
    else runs.push((run = { key: `run/${block.start}`, kind: "undecided", level, parent: under, page: block.page, start: block.start, block, last: block }));
  }
  return runs;
}

/** @param {State} state @param {string} under @param {number} level @returns {Row[]} */
function furniture(state, under, level) {
  const blocks = state.blocks().filter((b) => b.state === "decided" && !b.article);
  if (blocks.length === 0) return [];
  return [{ key: "furniture", kind: "heading", level, parent: under, page: state.page, start: blocks[0].start, blocks: blocks.length },
    ...blocks.map((block) => /** @type {Row} */ ({ key: `furniture/${block.start}`, kind: "furniture", level, parent: under, page: block.page, start: block.start, block }))];
}

/** Whether a row matches a search: by number, words, initials of the pinyin, type, "problems" or
 *  "undecided".
 *  @param {Row} row @param {Source} source @returns {boolean} */
export function matches(row, { state, query, typeWords }) {
  const sought = query.trim().toLowerCase();
  const close = sought.replace(/\s/g, "");
  const named = (/** @type {string[]} */ ...names) => sought.length > 1 && names.some((n) => n.startsWith(sought));
  if (named("problems", "问题")) return (row.problems?.length ?? 0) > 0;
  if (named("undecided", "未定")) return row.kind === "undecided" || (row.assumed ?? 0) > 0;
  if (row.kind === "undecided" || row.kind === "heading" || row.kind === "page") return false;
  const text = row.article ? row.article.title : row.block ? textOf(state, row.block) : "";
  const types = row.article ? typeWords(row.article.type).toLowerCase() : "";
  return (row.article?.label.toLowerCase().startsWith(close) ?? false) || text.toLowerCase().includes(sought) || types.split(" ").some((w) => w.startsWith(sought))
    || (/^[a-z0-9]+$/.test(close) && initials(text.slice(0, 200)).includes(close));
}

/** The rows that match, with those that they stand under.
 *  @param {Row[]} rows @param {Source} source @returns {Row[]} */
function filtered(rows, source) {
  const wanted = new Set();
  const parents = new Map(rows.map((r) => [r.key, r.parent]));
  for (const row of rows) {
    if (!matches(row, source)) continue;
    for (let key = row.key; key && !wanted.has(key); key = parents.get(key) ?? "") wanted.add(key);
  }
  return rows.filter((r) => wanted.has(r.key));
}

/** The first words of a block.
 *  @param {State} state @param {Block} block @returns {string} */
export function firstWords(state, block) {
  const text = textOf(state, block).slice(0, 2 * most).replace(/\s+/gu, " ").trim();
  const points = [...text];
  return points.length > most ? `${points.slice(0, most).join("")}…` : text;
}
