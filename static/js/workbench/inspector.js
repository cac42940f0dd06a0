// @ts-check
// The right column: what the focused block is, its problems, queries, marks and article, and what is
// open on the page.
// A section is drawn again only when what it shows has changed, and never while somebody types in it.

import { byID, h, isField, whenCalm } from "../lib/dom.js";
import { entryName, n, t } from "../lib/locale.js";
import { ago } from "../lib/names.js";
import { lastWords } from "../lib/text.js";
import { articleWord, capital, roleWord } from "../markup/words.js";
import { querySection } from "../queries/panel.js";
import { articleSection } from "./article_section.js";
import { pointsPanel } from "./open_points.js";
import { moment, problemCard, problemsHere } from "./problems.js";
import { readingButtons } from "./reading_buttons.js";
import { withheldOf } from "./withhold.js";

/** @typedef {import("./workbench.js").Workbench} Workbench */

export class Inspector {
  /** @param {Workbench} bench */
  constructor(bench) {
    this.bench = bench;
    /** @type {Map<string, string>} what a section showed last */
    this.shown = new Map();
    /** @type {boolean|undefined} whether somebody opened or folded what is asked about the issue */
    this.issueOpen = undefined;
    // It lists the whole page, and is the only section that grows with it: it follows a moment later.
    this.drawPoints = whenCalm(() => this.section("about-problems", this.pointsSign(), () => pointsPanel(bench)));
    byID("inspector").addEventListener("focusout", () => setTimeout(() => this.draw()));
  }

  /** Whether what is asked about the whole issue is unfolded: if somebody said so, else at the issue's
   *  first block, where P leads for it. */
  get issueShown() {
    const { page, start } = this.bench.queries.place(/** @type {any} */ ({ anchor: "issue" }));
    return this.issueOpen ?? (page === this.bench.page && start === this.bench.focus.start);
  }

  /** Brings every section up to date. */
  draw() {
    const { bench } = this;
    const block = bench.focus.block;
    if (!block) return;
    const article = bench.painter.articles.get(block.article);
    const marks = bench.state.marks(block);
    const problems = problemsHere(bench);
    byID("block-name").textContent = article ? `${t("Block %d", block.number)} · ${capital(articleWord(article.label))}` : t("Block %d", block.number);
    const range = bench.focus.range.length;
    const last = range === 1 ? bench.colleagues.lastAt(block) : undefined;
    const when = last ? ago((Date.now() - last.since) / 1000) : "";
    this.section("block-facts", [block, range, bench.state.joinTo(block), bench.state.joinFrom(block), last && { ...last.touched, seconds: 0 }, when], () => facts(bench, last && touchedBy(bench, last.touched, when)));
    this.section("block-problems", [problems, article?.headless, bench.mayMark, bench.state.version], () => problems.map((p) => problemCard(bench, p)));
    this.section("about-queries", [block.start, bench.queries.turn, bench.queries.asking, article?.label, this.issueShown, bench.mayMark], () => querySection(bench));
    bench.queries.unread.show(`${block.start} ${this.issueShown}`, [...bench.queries.at(block), ...(this.issueShown ? bench.queries.onIssue() : [])]);
    this.section("about-marks", [marks, bench.caret.chosen, bench.mayMark], () => markList(bench, marks));
    this.section("about-article", [article && { ...article, first: 0 }, bench.state.article(block.article), bench.mayMark, withheldOf(bench.state, block.article)], () => articleSection(bench, article));
    if (this.shown.get("about-problems") !== JSON.stringify(this.pointsSign())) this.drawPoints();
  }

  pointsSign() {
    const { state, queries } = this.bench;
    return [state.problemTurn, state.shape, queries.turn];
  }

  /** @param {string} id @param {any} what @param {() => (Node|string)[]} draw */
  section(id, what, draw) {
    const element = byID(id);
    const sign = JSON.stringify(what);
    if (this.shown.get(id) === sign || (isField(document.activeElement) && element.contains(document.activeElement))) return;
    this.shown.set(id, sign);
    const content = draw();
    element.replaceChildren(...content);
    element.hidden = content.length === 0;
  }
}

/** Who changed the focused block last, and how long ago.
 *  @param {Workbench} bench @param {import("./colleagues.js").Touched} touched @param {string} when @returns {HTMLElement} */
function touchedBy(bench, { by, author, at }, when) {
  const who = author === bench.user ? t("You") : by || t("Somebody");
  return h("span", { class: "touched" }, h("span", { class: "unseen" }, t("Last changed: ")), h("span", { class: "by" }, who), t(", "), h("time", { datetime: at, title: moment(at) }, when));
}

/** @param {Workbench} bench @param {HTMLElement} [touched] @returns {Node[]} */
function facts(bench, touched) {
  const block = bench.focus.block;
  const states = /** @type {Record<string, string>} */ ({ decided: t("decided"), assumed: t("assumed"), undecided: t("undecided") });
  const state = (states[block.state] ?? block.state) + (block.doubtful ? t(", doubtful") : "");
  const range = bench.focus.range.length;
  const role = bench.roles.get(block.role);
  const first = h("div", { class: "facts" }, h("span", { class: "role" }, role ? capital(entryName(role)) : t("Undecided")),
    role && entryName(role) !== role.zh ? h("span", { class: "state", lang: "zh-Hans" }, role.zh) : null, role ? h("span", { class: "state" }, state) : null,
    h("span", { class: "where" }, range > 1 ? n(range, "%d block selected; keys act on all of them", "%d blocks selected; keys act on all of them") : n(block.end - block.start, "%d character", "%d characters")), touched);
  return [first, ...joinFacts(bench)];
}

/** The two ends of joins at the block, and what stands between the pieces.
 *  @param {Workbench} bench @returns {Node[]} */
function joinFacts(bench) {
  const block = bench.focus.block;
  const glue = /** @type {Record<string, string>} */ ({ none: t("without a space"), space: t("with a space"), newline: t("with a new line"), dehyphenate: t("without the hyphen") });
  const lines = [];
  const from = bench.state.joinTo(block);
  const other = from && from.page === block.page ? bench.state.blockAt(from.end - 1) : undefined;
  if (from) {
    const join = bench.state.cells.get(`join/${from.page}/${from.end}`);
    const where = other ? t("block %d, “…%s”", other.number, lastWords(bench.textOf(other))) : t("page %d", from.page);
    lines.push(h("p", { class: "quiet" }, t("Continued from %s, %s.", where, glue[join?.glue] ?? "")));
  }
  const to = bench.state.joinFrom(block);
  if (to) {
    const next = to.page === block.page ? bench.state.blockAt(to.start) : undefined;
    lines.push(h("p", { class: "quiet" }, t("Continues in %s.", next ? t("block %d", next.number) : t("page %d", to.page))));
  }
  return lines;
}

/** @param {Workbench} bench @param {import("../markup/state.js").Mark[]} marks @returns {Node[]} */
function markList(bench, marks) {
  if (marks.length === 0) return [];
  const rows = marks.map((mark) => {
    const chosen = bench.caret.chosen === mark.id;
    const quote = quoteOf(bench, mark);
    const named = mark.role === "person" && mark.attributes?.as ? ` · ${mark.attributes.as}` : "";
    const word = mark.correction !== undefined ? `→ ${mark.correction}` : roleWord(mark.role) + named;
    const remove = bench.mayMark ? h("button", { type: "button", class: "remove", "aria-label": t("Remove %s", word), title: t("Remove (U)"),
      onclick: (/** @type {Event} */ e) => (e.stopPropagation(), bench.run({ do: "unmark", span: mark.id })) }, "✕") : null;
    return h("li", { "data-depth": Math.min(2, bench.state.depth(mark)), "aria-current": chosen && "true", "data-mark": mark.id,
      onclick: () => bench.run({ do: "pick", span: mark.id }) },
    h("q", { lang: bench.language }, quote), h("span", { class: "word" }, word), remove ?? "", chosen && bench.mayMark ? markFields(bench, mark) : null);
  });
  const corrected = marks.some((m) => m.correction !== undefined);
  return [h("h2", { class: "over" }, t("Marks in this block · %d", marks.length)), h("ul", { class: "marks", "aria-label": t("Marks") }, ...rows),
    ...(corrected ? [h("div", { class: "row-buttons" }, readingButtons())] : [])];
}

/** The fields of the chosen mark: in which role a person is named, and the role of the mark itself.
 *  @param {Workbench} bench @param {import("../markup/state.js").Mark} mark @returns {HTMLElement|null} */
function markFields(bench, mark) {
  if (mark.correction !== undefined) return null;
  const roles = bench.vocabulary.roles.filter((r) => r.on !== "block");
  const select = /** @type {HTMLSelectElement} */ (h("select", { "aria-label": t("Role of the mark") }, ...roles.map((r) => h("option", { value: r.id, selected: r.id === mark.role }, entryName(r)))));
  select.addEventListener("change", () => bench.run({ do: "send", act: { kind: "rename", span: mark.id, role: select.value } }));
  const as = /** @type {HTMLInputElement} */ (h("input", { value: mark.attributes?.as ?? "", placeholder: t("named as, such as 记者"), "aria-label": t("Named as"), list: "person-roles" }));
  const known = new Set(bench.state.marks(bench.focus.block).filter((m) => m.role === "person-role").map((m) => quoteOf(bench, m)));
  const choices = h("datalist", { id: "person-roles" }, ...[...known, ...usualRoles(bench.language)].map((value) => h("option", { value })));
  as.addEventListener("change", () => bench.run({ do: "send", act: { kind: "attribute", span: mark.id, attributes: { ...mark.attributes, as: as.value } } }));
  const fields = h("div", { class: "mark-fields" }, select, mark.role === "person" ? as : null, mark.role === "person" ? choices : null);
  fields.addEventListener("click", (e) => e.stopPropagation());
  return fields;
}

/** The words under a mark of the focused block.
 *  @param {Workbench} bench @param {import("../markup/state.js").Mark} mark @returns {string} */
function quoteOf(bench, mark) {
  const block = bench.focus.block;
  return [...bench.textOf(block)].slice(mark.start - block.start, mark.end - block.start).join("");
}

/** In which roles people are mostly named in bylines.
 *  @param {string} language @returns {string[]} */
function usualRoles(language) {
  if (language.startsWith("zh")) return ["记者", "通讯员", "实习记者", "全媒体记者", "特约记者", "摄影", "编辑", "作者"];
  return ["reporter", "correspondent", "photographer", "editor", "author"];
}
