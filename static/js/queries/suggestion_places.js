// @ts-check
// What the workbench calls the places that a suggestion is about.

import { t } from "../lib/locale.js";
import { quoted } from "../markup/suggestion_words.js";
import { articleWord } from "../markup/words.js";

/** @param {import("../workbench/workbench.js").Workbench} bench @returns {import("../markup/suggestion_words.js").Places} */
export function placesOf(bench) {
  const found = (/** @type {string} */ id) => bench.painter.articles.get(id);
  const quote = (/** @type {{page: number, start: number, end: number}|undefined} */ piece) => {
    const block = piece?.page === bench.page ? bench.state.blockAt(piece.start) : undefined;
    return piece && block ? quoted(bench.textOf(block), block.start, piece) : "…";
  };
  return {
    at: (page, start) => bench.points.named(page, start).where,
    article: (id) => articleWordOf(found(id)),
    title: (id) => found(id)?.title ?? "",
    quote,
    marked: (span) => quote(bench.state.cells.get(`span/${span}`)?.at?.[0]),
  };
}

/** @param {{label: string}|undefined} article */
const articleWordOf = (article) => (article ? articleWord(article.label) : t("an article that no longer exists"));
