// @ts-check
// The words for what an undo left as it is, because a colleague changed it since.

import { n, t } from "../lib/locale.js";
import { articleWord } from "./words.js";

/** @typedef {import("../workbench/workbench.js").Workbench} Workbench */

const most = 4; // things that are named one by one

/** @param {Workbench} bench @param {{kept?: string[], keptBy?: string[]}} answer @returns {string} */
export function keptWords(bench, { kept = [], keptBy = [] }) {
  const things = [...new Set(kept.map((cell) => thing(bench, cell)))];
  const named = things.slice(0, most);
  if (things.length > most) named.push(n(things.length - most, "%d more", "%d more"));
  const list = named.join(t(", "));
  if (keptBy.length === 0) return t("Left unchanged, because a colleague has since changed it: %s.", list);
  return t("Left unchanged, because %s has since changed it: %s.", keptBy.join(t(", ")), list);
}

/** What an editor calls a cell.
 *  @param {Workbench} bench @param {string} cell @returns {string} */
function thing(bench, cell) {
  const [kind, page, at] = cell.split("/");
  const block = Number(page) === bench.page ? bench.state.blockAt(kind === "join" ? Number(at) - 1 : Number(at)) : undefined;
  const words = block ? t("block %d", block.number) : t("page %d", Number(page));
  switch (kind) {
    case "block":
      return words;
    case "cut":
      return t("a cut in %s", words);
    case "join":
      return t("the join after %s", words);
    case "article": {
      const article = bench.painter.articles.get(page);
      return article ? articleWord(article.label) : t("an article");
    }
    case "span":
      return t("a mark");
    case "correction":
      return t("a correction");
    case "picture":
      return t("a picture");
  }
  return t("a note");
}
