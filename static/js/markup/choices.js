// @ts-check
// What the panels and lists offer: open ends to join, articles to give a block to, everything that
// Ctrl+K can do.

import { t } from "../lib/locale.js";
import { initials } from "../lib/pinyin.js";
import { endsOpen, lastWords } from "../lib/text.js";
import { bothNames } from "./words.js";

/** @typedef {import("../workbench/workbench.js").Workbench} Workbench */
/** @typedef {import("../lib/finder.js").Item} Item */

/** The open ends that the focused block may go on from: those above, the nearest first, then those
 *  below, then other pages.
 *  @param {Workbench} bench @returns {import("../lib/key_choices.js").Choice[]} */
export function openEnds(bench) {
  const here = bench.focus.block;
  const open = bench.state.blocks().filter((b) => b.start !== here.start && bench.roles.get(b.role)?.kind === "prose" && !bench.state.joinFrom(b) && endsOpen(bench.textOf(b).slice(-20)));
  const above = open.filter((b) => b.start < here.start).reverse();
  const below = open.filter((b) => b.start > here.start);
  const own = [...above, ...below].map((b) => {
    const article = bench.painter.articles.get(b.article);
    return { extent: { page: b.page, start: b.start, end: b.end }, words: article ? t("%d …%s, article %s", b.number, lastWords(bench.textOf(b)), article.label) : `${b.number} …${lastWords(bench.textOf(b))}` };
  });
  const others = bench.ends.map((e) => ({ extent: { page: e.page, start: e.start, end: e.end }, words: t("page %d, %d …%s", e.page, e.number, e.words) }));
  return [...own, ...others].slice(0, 9).map((e, i) => ({ key: String(i + 1), words: e.words, command: { do: "join", from: e.extent } }));
}

/** @typedef {{id: string, label: string, colour: number, title: string}} Named an article, as lists show it */

/** Articles by number, by a part of the title, or by the initials of its pinyin.
 *  @param {Iterable<Named>} articles @param {string} query @returns {Item[]} */
export function articleItems(articles, query) {
  const sought = query.toLowerCase();
  const wanted = sought.replace(/\s/g, "");
  return [...articles]
    .filter((a) => a.label.toLowerCase().startsWith(wanted) || a.title.toLowerCase().includes(sought) || (/^[a-z0-9]+$/.test(wanted) && initials(a.title).includes(wanted)))
    .map((a) => ({ badge: a.label, colour: a.colour, words: a.title || t("No headline"), command: { do: "assign", article: a.id } }));
}

/** The article that a number names beyond doubt: no longer number begins with it.
 *  @param {Iterable<Named>} articles @param {string} query @returns {Item|undefined} */
export function sureArticle(articles, query) {
  if (!/^\d+$/.test(query)) return undefined;
  const items = articleItems(articles, query).filter((i) => i.badge?.startsWith(query));
  return items.length === 1 && items[0].badge === query ? items[0] : undefined;
}

/** Types of articles, or of packages, by a part of their name.
 *  @param {Workbench} bench @param {string} query @param {boolean} group @returns {Item[]} */
export function typeItems(bench, query, group) {
  const sought = query.toLowerCase();
  return bench.vocabulary.types.filter((type) => Boolean(type.group) === group && `${type.en} ${type.zh}`.toLowerCase().includes(sought))
    .map((type) => ({ words: bothNames(type), hint: type.key ? `T ${type.key}` : "", command: { do: "type", type: type.id } }));
}

/** @type {Item[]} */
const acts = [
  { words: t("New article here"), hint: "Enter", command: { do: "start" } }, { words: t("Decide, and go to the next place worth a look"), hint: "Space", command: { do: "decide" } },
  { words: t("Join to the open end above"), hint: "J", command: { do: "join" } }, { words: t("Choose the open end to join to"), hint: "⇧J", command: { do: "chord", name: "ends" } },
  { words: t("Change what stands between joined pieces"), hint: "Ctrl J", command: { do: "glue" } }, { words: t("Merge into the article above"), hint: "⌫", command: { do: "merge" } },
  { words: t("Give to an article"), hint: "A", command: { do: "chord", name: "assign" } }, { words: t("Undecide this block"), hint: "U", command: { do: "undecide" } },
  { words: t("Undecide the whole article"), hint: "⇧U", command: { do: "undecide", article: true } }, { words: t("Mark as doubtful, or not"), hint: ",", command: { do: "doubt" } },
  { words: t("Next undecided block"), hint: "N", command: { do: "undecided", by: 1 } }, { words: t("Next open point"), hint: "P", command: { do: "problem", by: 1 } },
  { words: t("Fix the problem here"), hint: "F8", command: { do: "fix" } }, { words: t("Dismiss the problem here"), hint: "F4", command: { do: "dismiss" } },
  { words: t("Ask colleagues about this"), hint: "Q", command: { do: "query" } }, { words: t("Ask colleagues about the article"), hint: "⇧Q", command: { do: "query", on: "article" } },
  { words: t("Ask colleagues about the issue"), hint: "Alt Q", command: { do: "query", on: "issue" } }, { words: t("Answer the query here"), hint: "`", command: { do: "answer" } },
  { words: t("Apply what is suggested here"), hint: "\\", command: { do: "take" } }, { words: t("Next unread comment"), command: { do: "unread" } }, { words: t("Mark all comments as read"), command: { do: "all-read" } },
  { words: t("Title of the article"), hint: "F2", command: { do: "title" } }, { words: t("No headline, or one"), hint: "T 0", command: { do: "headless" } },
  { words: t("Remove from the package"), hint: "-", command: { do: "unnest" } }, { words: t("Move into the package above"), hint: "+", command: { do: "nest" } },
  { words: t("Move up in the article"), hint: "Alt ↑", command: { do: "reorder", by: -1 } }, { words: t("Move down in the article"), hint: "Alt ↓", command: { do: "reorder", by: 1 } },
  { words: t("Withhold the article from export, or release it"), command: { do: "withhold" } },
  { words: t("Undo"), hint: "Z", command: { do: "undo" } }, { words: t("Redo"), hint: "⇧Z", command: { do: "redo" } }, { words: t("Find in the page"), hint: "/", command: { do: "find" } },
  { words: t("The proof beside the galley"), hint: "0", command: { do: "proof" } }, { words: t("The guidelines beside the galley"), hint: "Alt G", command: { do: "guidelines" } },
  { words: t("Go to the outline"), command: { do: "outline" } }, { words: t("All keys"), hint: "?", command: { do: "help" } },
];

/** Whose a page or an article is: what can be done about it.
 *  @param {Workbench} bench @returns {Item[]} */
function workItems(bench) {
  const { mayGive, mayMark, mayLook } = bench.assignments.news;
  const acts = [...(mayMark || mayLook ? ["claim", "release"] : []), ...(mayGive || mayMark ? ["give"] : [])];
  const words = /** @type {Record<string, string>} */ ({ "claim page": t("Claim this page"), "release page": t("Release this page"), "give page": t("Give this page to a colleague"),
    "claim article": t("Claim this article"), "release article": t("Release this article"), "give article": t("Give this article to a colleague") });
  const items = ["page", "article"].flatMap((on) => acts.map((act) => ({ words: words[`${act} ${on}`], command: { do: "work", act, on } })));
  return [...items, { words: t("Who does what"), command: { do: "work", act: "list" } }];
}

const moves = /** @type {Record<string, string>} */ ({ submitted: t("Submit the set"), returned: t("Return the set"), accepted: t("Accept the set"), draft: t("Make the set a draft again") });

/** Everything that Ctrl+K knows: "33" is a block, "a7" an article, "p2" a page, words name an act.
 *  @param {Workbench} bench @param {string} query @returns {Item[]} */
export function everything(bench, query) {
  const places = [...blockItems(bench, query), ...pageItems(bench, query), ...goToArticle(bench, query)];
  const roles = bench.vocabulary.roles.filter((r) => r.on !== "span" && !r.retired).map((r) => ({ words: bothNames(r), hint: r.key, command: { do: "role", role: r.id } }));
  const types = bench.vocabulary.types.filter((type) => !type.group).map((type) => ({ words: t("Type: %s", bothNames(type)), hint: type.key ? `T ${type.key}` : "", command: { do: "type", type: type.id } }));
  const states = bench.moves.map((to) => ({ words: moves[to] ?? to, command: { do: "state", to } }));
  const sought = query.toLowerCase();
  return [...places, ...[...acts, ...workItems(bench), ...roles, ...types, ...states].filter((i) => i.words.toLowerCase().includes(sought))];
}

/** @param {Workbench} bench @param {string} query @returns {Item[]} */
function blockItems(bench, query) {
  if (!/^\d+$/.test(query)) return [];
  return bench.state.blocks().filter((b) => String(b.number) === query)
    .map((b) => ({ badge: String(b.number), words: bench.textOf(b).slice(0, 60), command: { do: "go", page: b.page, start: b.start } }));
}

/** @param {Workbench} bench @param {string} query @returns {Item[]} */
function pageItems(bench, query) {
  const number = query.match(/^p\s*(\d+)$/i)?.[1];
  return number ? bench.tabs().filter((tab) => String(tab.page) === number).map((tab) => ({ words: t("Page %d, %s", tab.page, tab.words), command: { do: "tab", page: tab.page } })) : [];
}

/** @param {Workbench} bench @param {string} query @returns {Item[]} */
function goToArticle(bench, query) {
  const wanted = query.replace(/^a\s*(?=\d)/i, "");
  if (query === "" || (wanted === query && /^\d+$/.test(query))) return [];
  return articleItems(bench.painter.articles.values(), wanted).map((i) => ({ ...i, command: { do: "article", id: i.command.article } }));
}
