// @ts-check
// The open points of a set: problems, queries, and what a reviewer returned, in the order of the text.
// P walks them, the panel and the gate list them.

import { address } from "../lib/address.js";
import { h } from "../lib/dom.js";
import { n, t } from "../lib/locale.js";
import { isOpen } from "../markup/state.js";
import { capital, problemWords } from "../markup/words.js";
import { unreadMark } from "../queries/panel.js";
import { suggestionTitle } from "../markup/suggestion_words.js";
import { placesOf } from "../queries/suggestion_places.js";
import { signature } from "./problems.js";

/** @typedef {import("./workbench.js").Workbench} Workbench */
/** @typedef {{page: number, start: number, where: string, words: string, tone: "bad"|"hint"|"query"|"returned", unread?: number}} OpenPoint words and where may be told only when they are asked for */
/** @typedef {import("./problems.js").Problem} Problem */

const most = 100; // rows of the panel

/** The open points that the page knows: its own, those of all articles, all queries.
 *  @param {Workbench} bench @param {boolean} [all] of other pages too @returns {OpenPoint[]} */
export function openPoints(bench, all) {
  const points = [...problemPoints(bench, true), ...queryPoints(bench), ...returnedPoints(bench)];
  return points.filter((p) => all || p.page === bench.page).sort((a, b) => a.page - b.page || a.start - b.start);
}

/** A problem where it stands. A long page has thousands of them and shows a few: only those get words. */
class ProblemPoint {
  /** @param {Workbench} bench @param {string} scope @param {import("./open_counts.js").Spot} at @param {Problem} problem */
  constructor(bench, scope, at, problem) {
    this.bench = bench;
    this.scope = scope;
    this.page = at.page;
    this.start = at.start;
    this.problem = problem;
  }

  get where() {
    return this.bench.points.place(this.scope)?.where ?? "";
  }

  get words() {
    return problemWords(this.problem).title;
  }

  get tone() {
    return /** @type {"hint"|"bad"} */ (problemWords(this.problem).hint ? "hint" : "bad");
  }
}

/** The problems that the page knows and that are open, or those that are dismissed.
 *  @param {Workbench} bench @param {boolean} open @returns {ProblemPoint[]} */
function problemPoints(bench, open) {
  const points = [];
  for (const [scope, list] of bench.state.problems) {
    if (!list.some((p) => isOpen(p) === open)) continue;
    const at = bench.points.spot(scope);
    if (at) for (const problem of list) if (isOpen(problem) === open) points.push(new ProblemPoint(bench, scope, at, problem));
  }
  return points;
}

/** @param {Workbench} bench @returns {OpenPoint[]} */
export function queryPoints(bench) {
  return bench.queries.open().map((query) => {
    const at = bench.queries.place(query);
    const named = bench.points.named(at.page, at.start);
    return { ...named, where: query.anchor === "issue" ? t("the issue") : named.where, words: queryWords(bench, query), tone: "query", unread: bench.queries.unread.of(query).length };
  });
}

/** The first words of a query, or what it suggests.
 *  @param {Workbench} bench @param {import("../queries/set_queries.js").Query} query @returns {string} */
function queryWords(bench, query) {
  const first = query.comments.find((c) => !c.deleted);
  return first?.text || (first?.act ? capital(suggestionTitle(placesOf(bench), first.act)) : "");
}

/** Pages and articles that a reviewer gave back.
 *  @param {Workbench} bench @returns {OpenPoint[]} */
function returnedPoints(bench) {
  const points = [];
  for (const [name, state] of bench.state.cells) {
    if (state !== "returned" || !name.startsWith("state/")) continue;
    const [, kind, which] = name.split("/");
    const first = bench.state.blocks()[0];
    const at = kind === "article" ? bench.points.place(`article/${which}`) : Number(which) === bench.page && first ? { ...bench.points.named(bench.page, first.start), where: t("page %s", which) } : undefined;
    if (at) points.push({ ...at, words: t("Returned by the reviewer"), tone: /** @type {const} */ ("returned") });
  }
  return points;
}

/** A row that leads to a point.
 *  @param {Workbench} bench @param {OpenPoint} point @returns {HTMLElement} */
export function pointRow(bench, point) {
  return h("li", {}, h("button", { type: "button", class: "problem-row", "data-tone": point.tone, onclick: () => bench.goTo(point.page, point.start) },
    h("span", {}, point.words), unreadMark(point.unread ?? 0), h("span", { class: "quiet" }, point.where)));
}

/** The panel of all that is open: this page, then the issue as far as it is asked for.
 *  @param {Workbench} bench @returns {Node[]} */
export function pointsPanel(bench) {
  const open = openPoints(bench);
  const dismissed = problemPoints(bench, false).filter((p) => p.page === bench.page);
  const folded = dismissed.length === 0 ? null : h("details", {}, h("summary", {}, t("%d dismissed", dismissed.length)),
    h("ul", {}, ...dismissed.map((d) => h("li", {}, h("button", { type: "button", class: "problem-row dismissed", title: signature(d.problem), onclick: () => bench.goTo(d.page, d.start) },
      h("span", {}, problemWords(d.problem).title), h("span", { class: "quiet" }, `${d.where} · ${d.problem.dismissed?.reason}`))))));
  const unread = bench.queries.unread.among(bench.queries.all.values());
  const read = unread > 0 ? [h("div", { class: "row-buttons" }, h("button", { type: "button", class: "small", id: "all-read", onclick: () => bench.run({ do: "all-read" }) }, n(unread, "Mark %s comment as read", "Mark all %s comments as read")))] : [];
  return [h("h2", { class: "over" }, open.length === 0 ? t("Nothing is open on this page") : n(open.length, "%s open point", "%s open points")),
    h("ul", {}, ...open.slice(0, most).map((point) => pointRow(bench, point)), open.length > most ? h("li", { class: "quiet" }, t("and %d more; P goes through all of them", open.length - most)) : null), ...(folded ? [folded] : []), ...read, wholeIssue(bench)];
}

/** The other pages, read when somebody unfolds them.
 *  @param {Workbench} bench @returns {HTMLElement} */
function wholeIssue(bench) {
  const list = h("ul", {}, h("li", { class: "quiet" }, t("Reading…")));
  const details = /** @type {HTMLDetailsElement} */ (h("details", { id: "whole-issue" }, h("summary", {}, t("The whole issue")), list));
  details.addEventListener("toggle", async () => {
    if (!details.open) return;
    const found = await issuePoints(bench);
    list.replaceChildren(...(found ? found.open.filter((p) => p.page !== bench.page).map((p) => pointRow(bench, p)) : [h("li", { class: "quiet" }, t("The other pages cannot be loaded now. Try again when the server is back."))]));
    if (list.children.length === 0) list.append(h("li", { class: "quiet" }, t("Nothing is open on the other pages.")));
  });
  return details;
}

/** The open points of all pages: those that this page knows, and what the server says of the others.
 *  @param {Workbench} bench @returns {Promise<OpenPoint[]>} */
export async function pointsOfIssue(bench) {
  const known = openPoints(bench, true);
  if (bench.tabs().length === 1) return known;
  const others = (await issuePoints(bench))?.open.filter((p) => p.page !== bench.page) ?? [];
  return [...known, ...others].sort((a, b) => a.page - b.page || a.start - b.start);
}

/** What is open in the whole issue, from the server; undefined when it cannot be read.
 *  @param {Workbench} bench @returns {Promise<{open: OpenPoint[], dismissed: number, doubtful: OpenPoint[], blocks: number, decided: number}|undefined>} */
export async function issuePoints(bench) {
  try {
    const response = await fetch(address("points", bench.set), { headers: { Accept: "application/json" } });
    if (!response.ok) return undefined;
    const { problems, doubtful, blocks, decided } = await response.json();
    const where = (/** @type {any} */ p) => (p.page ? t("page %d, block %d", p.page, p.number) : t("nowhere"));
    const open = problems.filter((/** @type {any} */ p) => isOpen(p.problem)).map((/** @type {any} */ p) => ({ page: p.page || bench.page, start: p.start, where: where(p),
      words: problemWords(p.problem).title, tone: problemWords(p.problem).hint ? "hint" : "bad" }));
    return {
      open, blocks, decided, dismissed: problems.length - open.length,
      doubtful: doubtful.map((/** @type {any} */ p) => ({ page: p.page, start: p.start, where: where(p), words: capital(p.words), tone: "hint" })),
    };
  } catch {
    return undefined;
  }
}
