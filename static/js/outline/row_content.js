// @ts-check
// What a row of the outline says.

import { h } from "../lib/dom.js";
import { n, t } from "../lib/locale.js";
import { articleWord, capital, problemWords, roleWord, typeWord, undecidedWords } from "../markup/words.js";
import { withheldOf, withheldWords } from "../workbench/withhold.js";
import { dots, twisty } from "./row_parts.js";
import { firstWords } from "./rows.js";

/** @typedef {import("./tree.js").Outline} Outline */
/** @typedef {import("./rows.js").Row} Row */
/** @typedef {{sign: any, attributes: Record<string, any>, draw: () => Node[]}} Content */

/** @param {Outline} outline @param {Row} row @returns {Content} */
export function contentOf(outline, row) {
  const { bench } = outline;
  if (row.article) return articleContent(outline, row, row.article);
  const { state } = bench;
  const plain = (/** @type {string} */ words, /** @type {string} */ quiet = "") => ({ sign: [words, quiet], attributes: { "aria-label": `${words} ${quiet}`.trim() },
    draw: () => [...twisty(row), h("span", { class: "run-name" }, words), quiet ? " " : "", quiet ? h("span", { class: "run-words", lang: row.kind === "page" ? false : bench.language }, quiet) : "", ...dots(row)].filter((node) => node !== "").map((node) => /** @type {Node} */ (node)) });
  switch (row.kind) {
    case "page":
      return plain(row.words ?? "", row.undecided ? undecidedWords(row.undecided) : "");
    case "heading":
      return plain(t("Not in an article · %d", row.blocks ?? 0));
    case "undecided":
      return plain(row.block === row.last || row.block?.number === row.last?.number ? t("Block %d undecided", row.block?.number ?? 0) : t("Blocks %d–%d undecided", row.block?.number ?? 0, row.last?.number ?? 0));
    default:
      return plain(`${row.block?.number} ${capital(roleWord(row.block?.role ?? ""))}`, row.block ? firstWords(state, row.block) : "");
  }
}

/** How far an article has come that stands otherwise than the set; "" for all others.
 *  @param {import("../workbench/workbench.js").Workbench} bench @param {string} article @returns {string} */
function standing({ state }, article) {
  const words = /** @type {Record<string, string>} */ ({ draft: t("draft"), submitted: t("ready for review"), returned: t("returned"), accepted: t("accepted") });
  return words[state.cells.get(`state/article/${article}`) ?? ""] ?? "";
}

/** @param {Outline} outline @param {Row} row @param {import("../markup/articles.js").Article} article @returns {Content} */
function articleContent({ bench, paged }, row, article) {
  const title = article.title || t("Nothing in it yet");
  const facts = [capital(typeWord(article.type)), row.blocks && !article.group ? `${row.blocks} ¶` : "", row.pictures ? n(row.pictures, "%d picture", "%d pictures") : "", article.headless ? t("no headline") : "", standing(bench, article.id),
    row.assumed ? t("%d assumed", row.assumed) : "", row.page !== bench.page && paged ? t("page %d", row.page) : ""].filter(Boolean).join(" · ");
  const problems = (row.problems ?? []).filter((k) => !(k === "no-headline" && article.headless)).map((kind) => problemWords({ kind }).title.toLowerCase()).join(", ");
  const withheld = withheldOf(bench.state, article.id);
  const held = withheld ? withheldWords(withheld) : "";
  const words = `${article.group ? article.label : capital(articleWord(article.label))}, ${title}, ${facts}${held ? `, ${held}` : ""}${problems ? `, ${problems}` : ""}`;
  return { sign: [words, article.colour, article.parent, article.id],
    attributes: { "data-article": article.id, "data-number": article.label, "data-parent": article.parent, "data-type": article.type, "data-headless": article.headless, "data-colour": article.colour || false, "aria-label": words },
    draw: () => [...twisty(row), h("span", { class: "badge" }, article.label),
      h("span", {}, h("span", { class: "row-title", lang: bench.language }, title), h("span", { class: "row-facts" }, facts, held ? " " : null, held ? h("span", { class: "row-withheld" }, held) : null, problems ? " " : null, problems ? h("span", { class: "row-problems" }, problems) : null)), ...dots(row)] };
}
