// @ts-check
// A suggested act in words: what it is about, and what it would put in the place of what.

import { t } from "../lib/locale.js";
import { articleWord, capital, roleWord, typeWord } from "../markup/words.js";

/** @typedef {import("../workbench/workbench.js").Workbench} Workbench */

/** @type {Record<string, (act: any, bench: Workbench) => string>} */
const titles = {
  role: (act, bench) => (act.start ? t("%s for %s, and a new article starts there", capital(roleWord(act.role)), blocks(bench, act)) : t("%s for %s", capital(roleWord(act.role)), blocks(bench, act))),
  start: (act, bench) => t("A new article starts at %s", blocks(bench, act)),
  decide: (act, bench) => t("Confirm %s", blocks(bench, act)),
  merge: (act, bench) => t("Merge the article at %s into the one above", blocks(bench, act)),
  join: (act, bench) => t("Join %s to the text it continues", blocks(bench, act)),
  unjoin: (act, bench) => t("Take %s apart from the text above", blocks(bench, act)),
  glue: (act, bench) => t("Change what stands before %s", blocks(bench, act)),
  assign: (act, bench) => t("Give %s to %s", blocks(bench, act), article(bench, act.article)),
  undecide: (act, bench) => t("Undecide %s", act.article ? article(bench, act.article) : blocks(bench, act)),
  cut: (act, bench) => (act.start ? t("Cut %s, and a new article starts there", blocks(bench, act)) : t("Cut %s", blocks(bench, act))),
  uncut: (act, bench) => t("Remove the cut before %s", at(bench, act.page, act.at)),
  span: (act, bench) => t("Mark “%s” as %s", quote(bench, act), roleWord(act.role)),
  unmark: (act, bench) => t("Remove the mark on “%s”", marked(bench, act.span)),
  respan: (act, bench) => t("Mark “%s” instead of “%s”", quote(bench, act.at[0]), marked(bench, act.span)),
  rename: (act, bench) => t("Mark “%s” as %s", marked(bench, act.span), roleWord(act.role)),
  attribute: (act, bench) => t("Change the data of “%s”", marked(bench, act.span)),
  type: (act, bench) => t("%s as the type of %s", capital(typeWord(act.type)), article(bench, act.article)),
  title: (act, bench) => t("Another title for %s", article(bench, act.article)),
  headless: (act, bench) => (act.headless ? t("No headline for %s", article(bench, act.article)) : t("A headline for %s", article(bench, act.article))),
  edit: (act, bench) => t("Change the data of %s", article(bench, act.article)),
  nest: (act, bench) => t("Move %s into the package above", article(bench, act.article)),
  unnest: (act, bench) => t("Remove %s from its package", article(bench, act.article)),
  doubt: (act, bench) => (act.doubtful ? t("Mark %s as doubtful", blocks(bench, act)) : t("Mark %s as not doubtful", blocks(bench, act))),
  turn: (act, bench) => t("Mark where the line of %s broke", blocks(bench, act)),
  correct: (act, bench) => t("Correct the text of %s", at(bench, act.page, act.start)),
  uncorrect: () => t("Remove a correction"),
  picture: (act, bench) => t("There was a picture at %s", at(bench, act.page, act.offset)),
  unpicture: () => t("There was no picture here"),
  move: (act, bench) => t("Move %s", act.article ? article(bench, act.article) : blocks(bench, act)),
};

/** What an act would do.
 *  @param {Workbench} bench @param {any} act @returns {string} */
export const suggestionTitle = (bench, act) => titles[act.kind]?.(act, bench) ?? t("A change");

/** What an act would replace and what it would put there, if a few words can say it.
 *  @param {Workbench} bench @param {any} act @param {string} was as the server keeps it @returns {[string, string]|undefined} */
export function suggestionChange(bench, act, was) {
  const role = (/** @type {string} */ id) => (id ? roleWord(id) : t("undecided"));
  switch (act.kind) {
    case "role":
    case "rename":
      return [role(was), role(act.role)];
    case "type":
      return [typeWord(was), typeWord(act.type)];
    case "title":
      return [was || t("none"), act.title || t("none")];
    case "correct":
      return [was, act.text || t("nothing")];
    case "assign":
      return [was || t("no article"), bench.painter.articles.get(act.article)?.title || article(bench, act.article)];
    default:
      return undefined;
  }
}

/** The block or blocks that an act names.
 *  @param {Workbench} bench @param {any} act */
function blocks(bench, act) {
  const first = act.block ?? act.blocks?.[0];
  if (!first) return t("a block");
  const where = at(bench, first.page, first.start);
  return act.blocks?.length > 1 ? t("%s blocks from %s on", act.blocks.length, where) : where;
}

/** @param {Workbench} bench @param {number} page @param {number} start */
const at = (bench, page, start) => bench.points.named(page, start).where;

/** @param {Workbench} bench @param {string} id */
function article(bench, id) {
  const found = bench.painter.articles.get(id);
  return found ? articleWord(found.label) : t("an article that no longer exists");
}

const few = 24; // code points of a quotation

/** @param {Workbench} bench @param {{page: number, start: number, end: number}|undefined} piece */
function quote(bench, piece) {
  const block = piece?.page === bench.page ? bench.state.blockAt(piece.start) : undefined;
  if (!piece || !block) return "…";
  const words = [...bench.textOf(block)].slice(piece.start - block.start, piece.end - block.start);
  return words.slice(0, few).join("") + (words.length > few ? "…" : "");
}

/** @param {Workbench} bench @param {string} span */
const marked = (bench, span) => quote(bench, bench.state.cells.get(`span/${span}`)?.at?.[0]);
