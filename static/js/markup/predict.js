// @ts-check
// How cells will probably look after an act, shown while the server cannot answer yet. The server
// decides, and its answer replaces every guess; what is guessed here is only what a key says plainly,
// never what is inferred from it.

import { baseOf } from "./own_roles.js";

/** @typedef {import("./state.js").State} State */
/** @typedef {import("./state.js").Block} Block */
/** @typedef {import("./state.js").Extent} Extent */
/** @typedef {import("../lib/key_grammar.js").Role} Role */
/** @typedef {{cells: Record<string, any>, focus?: number}} Guess focus: the start of a block of the page */
/** @typedef {{state: State, roles: Map<string, Role>, id: string}} Context id: of the step */

/** @type {Record<string, (act: any, x: Context) => Guess|undefined>} */
const guesses = {
  role: (act, x) => guessRole(act, x),
  start: (act, x) => guessStart(x, act.block, act.new),
  decide: (act, x) => guessDecide(act, x),
  undecide: (act, x) => (act.blocks ? each(x, act.blocks, (cell) => (cell.tail ? { tail: cell.tail } : null)) : undefined),
  assign: (act, x) => each(x, act.blocks, (cell, block) => ({ ...cell, article: act.article, decided: block.state === "decided", role: textual(x, cell.role) ? cell.role : "body" })),
  doubt: (act, x) => each(x, act.blocks, (cell) => ({ ...cell, doubtful: act.doubtful })),
  type: (act, x) => article(x, act.article, { type: act.type }),
  title: (act, x) => article(x, act.article, { title: act.title }),
  headless: (act, x) => article(x, act.article, { headless: act.headless }),
  cut: (act, x) => guessCut(act, x),
  span: (act, x) => ({ cells: { [`span/${act.new ?? x.id}`]: { at: [{ page: act.page, start: act.start, end: act.end }], role: act.role, attributes: act.attributes } } }),
  unmark: (act) => ({ cells: { [`span/${act.span}`]: null } }),
  correct: (act, x) => ({ cells: { [`correction/${act.new ?? x.id}`]: { page: act.page, start: act.start, end: act.end, text: act.text } } }),
  uncorrect: (act) => ({ cells: { [`correction/${act.correction}`]: null } }),
  join: (act, x) => (act.from ? guessJoin(act, x) : undefined),
  unjoin: (act, x) => guessUnjoin(act, x),
};

/** The guess for an act; undefined if nothing can be said before the server answers.
 *  @param {any} act @param {Context} x @returns {Guess|undefined} */
export function predict(act, x) {
  return guesses[act.kind]?.(act, x);
}

const most = 60; // code points of a heading, byline or credit that is a whole block

/** Whether an act does what its key says and nothing else is likely, so that it can be shown while the
 *  server still answers. Of a long block a heading, byline or credit is a part only, and what kind of
 *  furniture a block is the server guesses.
 *  @param {any} act @returns {boolean} */
export function isPlain(act) {
  if (act.kind !== "role") return plain.has(act.kind);
  if (act.role === "furniture") return false;
  return !partial.has(act.role) || act.blocks.every((/** @type {Extent} */ b) => b.end - b.start <= most);
}

const plain = new Set(["start", "decide", "undecide", "assign", "doubt", "type", "title", "headless", "span", "unmark", "uncorrect", "unjoin"]);
const partial = new Set(["headline", "subhead", "byline", "credit"]);

/** What the cell of a block holds, or would hold if it had one.
 *  @param {Context} x @param {Block} block @returns {any} */
function cellOf(x, block) {
  const stored = x.state.cells.get(`block/${block.page}/${block.start}`);
  if (stored) return stored;
  return block.article ? { role: block.role, article: block.article, tail: block.article } : {};
}

/** @param {Context} x @param {Extent} extent @returns {Block|undefined} */
function standing(x, extent) {
  const block = extent.page === x.state.page ? x.state.blockAt(extent.start) : undefined;
  return block?.start === extent.start && block.end === extent.end ? block : undefined;
}

/** @param {Extent} e */
const name = (e) => `block/${e.page}/${e.start}`;

/** @param {Context} x @param {string|undefined} role */
const textual = (x, role) => role !== undefined && role !== "" && !x.roles.get(role)?.furniture;

/** The block below, for the focus.
 *  @param {Context} x @param {Block} block @returns {number} */
const below = (x, block) => (x.state.blocks()[block.number] ?? block).start;

/** @param {Context} x @param {Extent[]} extents @param {(cell: any, block: Block) => any} change @returns {Guess|undefined} */
function each(x, extents, change) {
  /** @type {Record<string, any>} */
  const cells = {};
  for (const extent of extents) {
    const block = standing(x, extent);
    if (!block) return undefined;
    cells[name(extent)] = change(cellOf(x, block), block);
  }
  return { cells };
}

/** @param {Context} x @param {string} id @param {any} change @returns {Guess|undefined} */
function article(x, id, change) {
  const cell = x.state.article(id);
  return cell && { cells: { [`article/${id}`]: { ...cell, ...change } } };
}

/** The article that a block belongs to where it stands: its own, else that of the nearest above.
 *  @param {Context} x @param {Block} block @returns {string} */
function homeOf(x, block) {
  const blocks = x.state.blocks();
  for (let i = block.number - 1; i >= 0; i--) if (blocks[i].article) return blocks[i].article;
  return "";
}

/** Whether text stands above a block in the article it would belong to.
 *  @param {Context} x @param {Block} block @param {string} home */
function textAbove(x, block, home) {
  const blocks = x.state.blocks();
  for (let i = block.number - 2; i >= 0; i--) {
    if (blocks[i].article !== home) continue;
    if (x.roles.get(blocks[i].role)?.kind !== "heading") return true;
    if (i < block.number - 20) return true;
  }
  return false;
}

const heads = new Set(["headline", "kicker", "notice-number"]);

/** @param {any} act @param {Context} x @returns {Guess|undefined} */
function guessRole(act, x) {
  const role = x.roles.get(act.role);
  const first = standing(x, act.blocks[0]);
  const last = standing(x, act.blocks.at(-1));
  if (!role || !first || !last) return undefined;
  if (role.furniture) {
    const guess = each(x, act.blocks, (cell) => ({ role: role.id, decided: true, tail: cell.tail }));
    return guess && { ...guess, focus: below(x, last) };
  }
  const home = homeOf(x, first);
  const base = baseOf(role.id);
  const fresh = !home || act.start || role.kind === "group-head" || base === "ad" || (heads.has(base) && textAbove(x, first, home));
  const id = fresh ? act.new : home;
  const tail = role.kind === "group-head" || base === "ad" ? undefined : id;
  const guess = each(x, act.blocks, (cell, block) => ({ ...cell, role: role.id, article: id, decided: true, tail: block === last ? tail : cell.tail }));
  if (!guess) return undefined;
  if (fresh) guess.cells[`article/${id}`] = { type: typeOf(base) };
  return { ...guess, focus: below(x, last) };
}

/** @param {string} role */
const typeOf = (role) => /** @type {Record<string, string>} */ ({ "package-head": "package", "section-head": "section", "sidebar-head": "sidebars", ad: "ad", "notice-number": "notice" })[role] ?? "news";

/** @param {Context} x @param {Extent} extent @param {string} id @returns {Guess|undefined} */
function guessStart(x, extent, id) {
  const block = standing(x, extent);
  if (!block) return undefined;
  const text = x.state.sources[block.source].text;
  const role = block.state === "decided" && textual(x, block.role) ? block.role : text.length <= 40 && !/[。.!?！？；;]\s*$/u.test(text) ? "headline" : "body";
  return { cells: { [`article/${id}`]: { type: "news", headless: role === "body" || undefined }, [name(extent)]: { role, article: id, decided: true, tail: id } }, focus: below(x, block) };
}

/** Only the block itself: how far a run goes, the server says.
 *  @param {any} act @param {Context} x @returns {Guess|undefined} */
function guessDecide(act, x) {
  const block = standing(x, act.block);
  if (!block || block.state === "undecided") return undefined;
  return { cells: { [name(block)]: { ...cellOf(x, block), role: block.role, article: block.article || undefined, decided: true } }, focus: below(x, block) };
}

/** @param {any} act @param {Context} x @returns {Guess|undefined} */
function guessCut(act, x) {
  const block = standing(x, act.block);
  if (!block || act.at <= block.start || act.at >= block.end) return undefined;
  const stored = x.state.cells.get(name(block));
  const right = { page: block.page, start: act.at, end: block.end };
  /** @type {Record<string, any>} */
  const cells = { [`cut/${block.page}/${act.at}`]: true };
  if (stored) cells[name(right)] = stored;
  if (act.start) {
    cells[`article/${act.new}`] = { type: "news", headless: true };
    cells[name(right)] = { role: "body", article: act.new, decided: true, tail: act.new };
  }
  return { cells, focus: act.at };
}

/** @param {any} act @param {Context} x @returns {Guess|undefined} */
function guessJoin(act, x) {
  const block = standing(x, act.block);
  const from = standing(x, act.from);
  if (!block || !from || !from.article) return undefined;
  return { cells: { [name(block)]: { ...cellOf(x, block), role: from.role, article: from.article, decided: true, tail: from.article },
    [`join/${from.page}/${from.end}`]: { page: block.page, start: block.start, glue: act.glue ?? "none", certain: true } }, focus: below(x, block) };
}

/** @param {any} act @param {Context} x @returns {Guess|undefined} */
function guessUnjoin(act, x) {
  const from = x.state.joinTo(act.block);
  return from && { cells: { [`join/${from.page}/${from.end}`]: null } };
}
