// @ts-check
// A suggested act in words: what it is about, and what it would put in the place of what.

import { t } from "../lib/locale.js";
import { capital, roleWord, typeWord } from "./words.js";

/** @typedef {{at: (page: number, start: number) => string, article: (id: string) => string, title: (id: string) => string,
 *   quote: (piece: {page: number, start: number, end: number}|undefined) => string, marked: (span: string) => string}} Places
 *  what a page calls its blocks, its articles, pieces of its text and marked words */

/** @type {Record<string, (act: any, places: Places) => string>} */
const titles = {
  role: (act, places) => (act.start ? t("%s for %s, and a new article starts there", capital(roleWord(act.role)), blocks(places, act)) : t("%s for %s", capital(roleWord(act.role)), blocks(places, act))),
  start: (act, places) => t("A new article starts at %s", blocks(places, act)),
  decide: (act, places) => t("Confirm %s", blocks(places, act)),
  merge: (act, places) => t("Merge the article at %s into the one above", blocks(places, act)),
  join: (act, places) => t("Join %s to the text it continues", blocks(places, act)),
  unjoin: (act, places) => t("Take %s apart from the text above", blocks(places, act)),
  glue: (act, places) => t("Change what stands before %s", blocks(places, act)),
  assign: (act, places) => t("Give %s to %s", blocks(places, act), places.article(act.article)),
  undecide: (act, places) => t("Undecide %s", act.article ? places.article(act.article) : blocks(places, act)),
  cut: (act, places) => (act.start ? t("Cut %s, and a new article starts there", blocks(places, act)) : t("Cut %s", blocks(places, act))),
  uncut: (act, places) => t("Remove the cut before %s", places.at(act.page, act.at)),
  span: (act, places) => t("Mark “%s” as %s", places.quote(act), roleWord(act.role)),
  unmark: (act, places) => t("Remove the mark on “%s”", places.marked(act.span)),
  respan: (act, places) => t("Mark “%s” instead of “%s”", places.quote(act.at[0]), places.marked(act.span)),
  rename: (act, places) => t("Mark “%s” as %s", places.marked(act.span), roleWord(act.role)),
  attribute: (act, places) => t("Change the data of “%s”", places.marked(act.span)),
  type: (act, places) => t("%s as the type of %s", capital(typeWord(act.type)), places.article(act.article)),
  title: (act, places) => t("Another title for %s", places.article(act.article)),
  headless: (act, places) => (act.headless ? t("No headline for %s", places.article(act.article)) : t("A headline for %s", places.article(act.article))),
  edit: (act, places) => t("Change the data of %s", places.article(act.article)),
  nest: (act, places) => t("Move %s into the package above", places.article(act.article)),
  unnest: (act, places) => t("Remove %s from its package", places.article(act.article)),
  doubt: (act, places) => (act.doubtful ? t("Mark %s as doubtful", blocks(places, act)) : t("Mark %s as not doubtful", blocks(places, act))),
  turn: (act, places) => t("Mark where the line of %s broke", blocks(places, act)),
  correct: (act, places) => t("Correct the text of %s", places.at(act.page, act.start)),
  uncorrect: () => t("Remove a correction"),
  picture: (act, places) => t("There was a picture at %s", places.at(act.page, act.offset)),
  unpicture: () => t("There was no picture here"),
  withhold: (act, places) => t("Withhold %s from export", places.article(act.article)),
  lift: (act, places) => t("Release %s for export", places.article(act.article)),
  reject: () => t("Take a change back"),
  move: (act, places) => t("Move %s", act.article ? places.article(act.article) : blocks(places, act)),
};

/** What an act would do.
 *  @param {Places} places @param {any} act @returns {string} */
export const suggestionTitle = (places, act) => titles[act.kind]?.(act, places) ?? t("A change");

/** What an act would replace and what it would put there, if a few words can say it.
 *  @param {Places} places @param {any} act @param {string} was as the server keeps it @returns {[string, string]|undefined} */
export function suggestionChange(places, act, was) {
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
      return [was || t("no article"), places.title(act.article) || places.article(act.article)];
    default:
      return undefined;
  }
}

/** The block or blocks that an act names.
 *  @param {Places} places @param {any} act */
function blocks(places, act) {
  const first = act.block ?? act.blocks?.[0];
  if (!first) return t("a block");
  const where = places.at(first.page, first.start);
  return act.blocks?.length > 1 ? t("%s blocks from %s on", act.blocks.length, where) : where;
}

const few = 24; // code points of a quotation

/** A piece of a block's text, as far as a few words show it.
 *  @param {string} text the block's @param {number} start of the block @param {{start: number, end: number}} piece @returns {string} */
export function quoted(text, start, piece) {
  const words = [...text].slice(piece.start - start, piece.end - start);
  return words.slice(0, few).join("") + (words.length > few ? "…" : "");
}
