// @ts-check
// Where somebody may not change what stands in a part, the keys that would change it suggest it: the act goes into a
// comment beside the block, and whoever may change it takes it by one key.

import { textOfRow } from "../galley/selection.js";
import { h } from "../lib/dom.js";
import { t } from "../lib/locale.js";
import { quoted, suggestionTitle } from "../markup/suggestion_words.js";
import { articleWords } from "./articles.js";
import { extent, lines } from "./page.js";
import { caret, marksIn } from "./selecting.js";
import { comment } from "./words.js";

// What is about the article, and not about a block of it.
const ofArticle = new Set(["type", "headless", "withhold", "lift"]);

/** Opens a comment that suggests an act; what cannot be suggested is said beside the block.
 *  @param {HTMLElement} line @param {any} act @param {string} [words] what it suggests, if the page knows more of it than the act says */
export function suggest(line, act, words = suggestionTitle(places, act)) {
  if (act.kind === "undo" || act.kind === "redo") {
    beside(line, t("That cannot be suggested. Suggest a change to the marks."));
    return;
  }
  comment(line, { article: ofArticle.has(act.kind), selection: act.kind === "span" || act.kind === "correct" ? { start: act.start, end: act.end } : null, act, suggests: words, instead: act.kind === "reject" ? words : "" });
  caret.leave();
}

/** Says something beside a line, until it is drawn again.
 *  @param {HTMLElement} line @param {string} words */
export function beside(line, words) {
  const cards = line.querySelector(".cards");
  cards?.querySelector(".beside")?.remove();
  cards?.append(h("p", { class: "beside wrong", role: "alert" }, words));
}

/** @type {import("../markup/suggestion_words.js").Places} */
const places = {
  at: (page, start) => t("block %s", lineAt(page, start)?.dataset.number ?? ""),
  article: articleWords,
  title: () => "",
  quote: (piece) => {
    const line = piece && lineAt(piece.page, piece.start);
    return piece && line ? quoted(textOfRow(line).textContent ?? "", extent(line).start, piece) : "…";
  },
  marked: (span) => {
    for (const line of lines()) {
      const mark = marksIn(line).find((m) => m.id === span);
      if (mark) return quoted(textOfRow(line).textContent ?? "", extent(line).start, mark);
    }
    return "…";
  },
};

/** The line that holds a place.
 *  @param {number} page @param {number} at */
const lineAt = (page, at) => lines().find((line) => Number(line.dataset.page) === page && Number(line.dataset.start) <= at && at < Number(line.dataset.end));
