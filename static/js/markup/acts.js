// @ts-check
// From a command and where the editor is to the act that is sent. The server decides what an act
// does; this file knows only what it is about.

import { t } from "../lib/locale.js";
import { Ruler } from "../lib/offsets.js";
import { trim } from "../lib/text.js";

/** @typedef {import("./state.js").Block} Block */
/** @typedef {import("./state.js").Mark} Mark */
/** @typedef {import("../lib/key_grammar.js").Command} Command */
/** @typedef {Pick<import("./state.js").State, "joinTo"|"marks"|"blockAt"|"blocks"|"pictureIn"> & {cells: {get: (name: string) => any, has: (name: string) => boolean}}} Known
 *  what an act has to know of the page beside the focused block */
/** @typedef {{state: Known, articles: Map<string, import("./articles.js").Article>, focus: Block, range: Block[],
 *   text: string, caret: number|null, selection: {start: number, end: number}|null, mark: Mark|null, newID: () => string}} Context */
/** @typedef {{act: any}|{say: string}} Answer */

/** @param {Block} b */
const extent = (b) => ({ page: b.page, start: b.start, end: b.end });

/** @type {Record<string, (c: Command, x: Context) => Answer>} */
const makers = {
  role: (c, x) => ({ act: { kind: "role", blocks: x.range.map(extent), role: c.role, ...(c.start ? { start: true } : {}), new: x.newID() } }),
  start: (_, x) => ({ act: { kind: "start", block: extent(x.focus), new: x.newID() } }),
  decide: (_, x) => ({ act: { kind: "decide", block: extent(x.focus) } }),
  merge: (_, x) => ({ act: { kind: "merge", block: extent(x.focus) } }),
  join: (c, x) => join(c, x),
  glue: (_, x) => nextGlue(x),
  assign: (c, x) => ({ act: { kind: "assign", blocks: x.range.map(extent), article: c.article } }),
  undecide: (c, x) => (c.article ? ofArticle(x, (article) => ({ kind: "undecide", article })) : { act: { kind: "undecide", blocks: x.range.map(extent) } }),
  doubt: (_, x) => ({ act: { kind: "doubt", blocks: x.range.map(extent), doubtful: !x.focus.doubtful } }),
  cut: (c, x) => cut(c, x),
  span: (c, x) => span(c, x),
  unmark: (c, x) => unmark(c, x),
  correct: (c, x) => correct(c, x),
  picture: (_, x) => picture(x),
  type: (c, x) => ofArticle(x, (article) => ({ kind: "type", article, type: c.type })),
  headless: (_, x) => ofArticle(x, (article) => ({ kind: "headless", article, headless: !x.articles.get(article)?.headless })),
  nest: (_, x) => ofArticle(x, (article) => ({ kind: "nest", article })),
  unnest: (_, x) => ofArticle(x, (article) => ({ kind: "unnest", article })),
  reorder: (c, x) => (c.article ? moveArticle(c, x) : moveBlock(c, x)),
  turn: (_, x) => (x.caret === null ? { say: t("First put the caret where the line of the heading broke.") } : { act: { kind: "turn", block: extent(x.focus), at: x.caret } }),
  undo: () => ({ act: { kind: "undo" } }),
  redo: () => ({ act: { kind: "redo" } }),
  state: (c) => ({ act: { kind: "state", state: c.to } }),
  send: (c) => ({ act: c.act }),
};

/** The act of a command, or what to say when it makes none; undefined for a command that is no act.
 *  @param {Command} command @param {Context} context @returns {Answer|undefined} */
export function actFor(command, context) {
  return makers[command.do]?.(command, context);
}

/** What `.` may do again at another place. */
export const repeatable = new Set(["role", "start", "merge", "join", "assign", "undecide", "doubt", "span", "type", "headless", "nest", "unnest", "glue", "reorder"]);

/** @param {Context} x @param {(article: string) => any} make @returns {Answer} */
function ofArticle(x, make) {
  if (!x.focus.article) return { say: t("This block belongs to no article.") };
  return { act: make(x.focus.article) };
}

/** @param {Command} c @param {Context} x @returns {Answer} */
function join(c, x) {
  const block = extent(x.focus);
  if (c.from) return { act: { kind: "join", block, from: c.from } };
  if (x.state.joinTo(x.focus)) return { act: { kind: "unjoin", block } };
  return { act: { kind: "join", block } };
}

const glues = ["none", "space", "newline", "dehyphenate"];

/** @param {Context} x @returns {Answer} */
function nextGlue(x) {
  const from = x.state.joinTo(x.focus);
  const join = from && x.state.cells.get(`join/${from.page}/${from.end}`);
  if (!join) return { say: t("This block is not joined to one above. Press J to join it.") };
  return { act: { kind: "glue", block: extent(x.focus), glue: glues[(glues.indexOf(join.glue) + 1) % glues.length] } };
}

/** @param {Command} c @param {Context} x @returns {Answer} */
function cut(c, x) {
  const at = x.selection?.start ?? x.caret;
  if (at === null) return { say: t("First put the caret where you want to cut the block: press → or ; or click.") };
  const { start, end } = x.focus;
  if (at > start && at < end) return { act: { kind: "cut", block: extent(x.focus), at, ...(c.start ? { start: true, new: x.newID() } : {}) } };
  if (c.start && at === start) return { act: { kind: "start", block: extent(x.focus), new: x.newID() } };
  const taken = at === start && x.focus.cut ? start : at === end && x.state.blockAt(end)?.cut ? end : null;
  if (taken !== null && !c.start) return { act: { kind: "uncut", page: x.focus.page, at: taken } };
  return { say: t("There is nothing to cut off here. Move the caret into the block.") };
}

/** The selection without the white space at its ends, in code points of the page.
 *  @param {Context} x @returns {{start: number, end: number}|null} */
function selected(x) {
  if (!x.selection) return null;
  const ruler = new Ruler(x.text);
  const { start } = x.focus;
  const [from, to] = trim(x.text, ruler.unit(x.selection.start - start), ruler.unit(x.selection.end - start));
  return from < to ? { start: start + ruler.point(from), end: start + ruler.point(to) } : null;
}

/** @param {Command} c @param {Context} x @returns {Answer} */
function span(c, x) {
  const part = selected(x);
  if (!part) return { say: t("Select some text first.") };
  return { act: { kind: "span", page: x.focus.page, ...part, role: c.role, new: x.newID() } };
}

/** The mark that U removes: the chosen one, else the outermost within the selection, else the
 *  innermost round the caret.
 *  @param {Command} c @param {Context} x @returns {Answer} */
function unmark(c, x) {
  const id = c.span ?? x.mark?.id ?? markAt(x)?.id;
  if (!id) return { say: t("There is no mark to remove here.") };
  if (x.state.cells.has(`correction/${id}`)) return { act: { kind: "uncorrect", correction: id } };
  return { act: { kind: "unmark", span: id } };
}

/** @param {Context} x @returns {Mark|undefined} */
function markAt(x) {
  const marks = x.state.marks(x.focus);
  const part = selected(x);
  if (!part) return marks.findLast((m) => x.caret !== null && m.start <= x.caret && x.caret <= m.end);
  return marks.find((m) => part.start <= m.start && m.end <= part.end) ?? marks.findLast((m) => m.start <= part.start && part.end <= m.end);
}

/** @param {Command} c @param {Context} x @returns {Answer} */
function correct(c, x) {
  const part = selected(x);
  if (!part || c.text === undefined) return { say: t("Select the text to correct first.") };
  return { act: { kind: "correct", page: x.focus.page, ...part, text: c.text, new: x.newID() } };
}

/** Places a picture where the block begins, or takes back the one that was placed in it.
 *  @param {Context} x @returns {Answer} */
function picture(x) {
  const placed = x.state.pictureIn(x.focus);
  if (placed) return { act: { kind: "unpicture", picture: placed } };
  const { page, start, article } = x.focus;
  return { act: { kind: "picture", page, offset: start, ...(article ? { article } : {}), new: x.newID() } };
}

/** @param {Command} c @param {Context} x @returns {Answer} */
function moveBlock(c, x) {
  if (!x.focus.article) return { say: t("This block belongs to no article, so you cannot move it within one.") };
  const own = x.state.blocks().filter((b) => b.article === x.focus.article);
  const other = own[own.findIndex((b) => b.start === x.focus.start) + c.by];
  if (!other) return { say: c.by < 0 ? t("This block is the first of its article.") : t("This block is the last of its article.") };
  return { act: { kind: "move", block: extent(x.focus), [c.by < 0 ? "before_block" : "after_block"]: extent(other) } };
}

/** @param {Command} c @param {Context} x @returns {Answer} */
function moveArticle(c, x) {
  const article = x.articles.get(x.focus.article);
  if (!article) return { say: t("This block belongs to no article.") };
  const own = [...x.articles.values()].filter((a) => a.parent === article.parent);
  const other = own[own.findIndex((a) => a.id === article.id) + c.by];
  if (!other) return { say: c.by < 0 ? t("This article is the first.") : t("This article is the last.") };
  return { act: { kind: "move", article: article.id, [c.by < 0 ? "before_article" : "after_article"]: other.id } };
}
