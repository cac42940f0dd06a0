// @ts-check
// The queries of the focused block and of the issue in the inspector: what was asked, answered and
// suggested, and fields to go on.

import { h } from "../lib/dom.js";
import { Chord } from "../lib/key_choices.js";
import { key } from "../lib/keymap.js";
import { n, t } from "../lib/locale.js";
import { suggestionChange, suggestionTitle } from "../markup/suggestion_words.js";
import { articleWord, capital, roleWord } from "../markup/words.js";
import { moment } from "../workbench/problems.js";
import { answerForm, askForm, editForm, reply } from "./forms.js";
import { waiting } from "./suggesting.js";
import { placesOf } from "./suggestion_places.js";

/** @typedef {import("../workbench/workbench.js").Workbench} Workbench */
/** @typedef {import("./set_queries.js").Query} Query */
/** @typedef {import("./set_queries.js").Comment} Comment */

/** @param {Workbench} bench @returns {Node[]} */
export function querySection(bench) {
  const { queries } = bench;
  const here = queries.at(bench.focus.block);
  const open = here.filter((q) => !q.resolved);
  const asking = queries.asking ? askForm(bench, queries.asking) : null;
  const ask = queries.maySpeak && !asking ? h("div", { class: "row-buttons" }, h("button", { type: "button", class: "small", onclick: () => bench.run({ do: "query" }) }, t("Ask about this"), h("kbd", {}, key("q")))) : null;
  const issue = issueQueries(bench);
  if (here.length === 0 && !asking && !ask && !issue) return [];
  return [h("h2", { class: "over" }, open.length > 0 ? t("Queries · %d", open.length) : t("Queries")), ...[asking, ...open.map((q) => queryCard(bench, q)), settledQueries(bench, here), ask, issue].filter((part) => part !== null)];
}

/** The resolved ones, folded unless something in them is new.
 *  @param {Workbench} bench @param {Query[]} queries @returns {HTMLElement|null} */
function settledQueries(bench, queries) {
  const settled = queries.filter((q) => q.resolved);
  if (settled.length === 0) return null;
  const fresh = settled.some((q) => q.comments.some((c) => bench.queries.unread.isNew(q, c.key)));
  return h("details", { open: fresh }, h("summary", {}, t("%d resolved", settled.length)), ...settled.map((q) => queryCard(bench, q)));
}

/** What is asked about the whole issue, whatever has the focus; folded until it is looked at.
 *  @param {Workbench} bench @returns {HTMLElement|null} */
function issueQueries(bench) {
  const { queries, inspector } = bench;
  const all = queries.onIssue();
  if (all.length === 0) return null;
  const open = all.filter((q) => !q.resolved);
  const summary = h("summary", {}, t("On the whole issue · %d", open.length), unreadMark(queries.unread.among(all)));
  summary.addEventListener("click", (event) => {
    event.preventDefault(); // it is redrawn, folded or not
    inspector.issueOpen = !inspector.issueShown;
    inspector.draw();
    /** @type {HTMLElement|null} */ (document.querySelector(".issue-queries summary"))?.focus();
  });
  return h("details", { class: "issue-queries", open: inspector.issueShown }, summary, ...open.map((q) => queryCard(bench, q)), settledQueries(bench, all));
}

/** How many words are unread: a dot, and the number with the word.
 *  @param {number} count @returns {HTMLElement|null} */
export const unreadMark = (count) => (count > 0 ? h("span", { class: "unread" }, n(count, "%s unread", "%s unread")) : null);

/** @param {Workbench} bench @param {Query} query @returns {HTMLElement} */
function queryCard(bench, query) {
  const { queries } = bench;
  const said = query.comments.map((c) => commentPart(bench, query, c));
  const taken = query.comments.some((c) => c.taken?.at === query.resolved?.at);
  const resolved = query.resolved && !taken ? h("p", { class: "quiet" }, t("resolved · %s · %s", query.resolved.by, moment(query.resolved.at))) : null;
  const field = queries.maySpeak && !query.resolved ? answerForm(bench, query) : null;
  const settle = queries.maySpeak ? h("button", { type: "button", class: "small plain settle", onclick: () => (bench.back(), report(bench, queries.settle(query))) }, query.resolved ? t("Open again") : t("Resolve")) : null;
  return h("article", { class: "query", "data-query": query.key, "data-resolved": Boolean(query.resolved) }, h("div", { class: "query-head" }, anchorPart(bench, query), settle), ...said, resolved, field);
}

/** What a query is about, if not the block.
 *  @param {Workbench} bench @param {Query} query @returns {HTMLElement} */
function anchorPart(bench, query) {
  if (query.anchor === "text") return h("q", { lang: bench.language }, query.quote);
  if (query.anchor === "article") return h("span", { class: "quiet" }, onArticle(bench, query));
  if (query.anchor !== "span") return h("span", { class: "quiet" }, query.anchor === "issue" ? t("on the whole issue") : t("on the block"));
  const mark = bench.state.cells.get(`span/${query.span}`);
  return h("span", {}, h("q", { lang: bench.language }, query.quote), h("span", { class: "quiet" }, mark ? roleWord(mark.role) : query.page === bench.page ? t("a mark that no longer exists") : t("a mark")));
}

/** @param {Workbench} bench @param {Query} query */
function onArticle(bench, query) {
  const article = bench.painter.articles.get(query.article ?? "");
  return article ? t("on %s", articleWord(article.label)) : t("on an article that no longer exists");
}

/** One comment with what its author, or an administrator, can do about it.
 *  @param {Workbench} bench @param {Query} query @param {Comment} comment @returns {HTMLElement} */
function commentPart(bench, query, comment) {
  const { queries } = bench;
  const fresh = queries.unread.isNew(query, comment.key);
  const head = [h("span", { class: "by" }, comment.by), fresh ? h("span", { class: "unread" }, t("new")) : null, h("time", { datetime: comment.at, class: "quiet" }, moment(comment.at))];
  if (comment.deleted) return h("div", { class: "comment", "data-comment": comment.key }, ...head, h("p", { class: "words quiet" }, comment.deleted === "author" ? t("deleted by its author") : t("deleted by an administrator")));
  const own = comment.author === bench.user && queries.maySpeak;
  if (queries.editing === comment.key) return h("div", { class: "comment", "data-comment": comment.key }, ...head, editForm(bench, query, comment));
  const edited = comment.edited ? h("span", { class: "quiet edited" }, t("edited"), " ", h("time", { datetime: comment.edited, class: "quiet" }, moment(comment.edited))) : null;
  const tools = h("span", { class: "comment-tools" }, edited, own && comment.text ? h("button", { type: "button", class: "plain", onclick: () => change(bench, comment) }, t("Edit")) : null, own || queries.mayDelete ? deleteButton(bench, query, comment) : null);
  return h("div", { class: "comment", "data-comment": comment.key }, ...head, answerWord(comment), comment.text ? h("p", { class: "words" }, ...wordsOf(bench, comment)) : null, suggestionPart(bench, query, comment), tools);
}

/** What somebody said of the point.
 *  @param {Comment} comment @returns {HTMLElement|null} */
function answerWord({ answer }) {
  /** @type {Record<string, string>} */
  const known = { done: t("Done"), disagree: t("Disagrees"), ask: t("Asks back") };
  const words = answer && known[answer];
  return words ? h("strong", { class: "answer", "data-answer": answer }, words) : null;
}

/** The words of a comment, in which whom it mentions is marked.
 *  @param {Workbench} bench @param {Comment} comment @returns {(Node|string)[]} */
function wordsOf(bench, { text, mentions = [] }) {
  /** @type {(Node|string)[]} */
  const parts = [];
  const names = [...mentions].sort((a, b) => b.name.length - a.name.length);
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const named = text[i] === "@" || text[i] === "＠" ? names.find((m) => text.slice(i + 1, i + 1 + m.name.length).toLowerCase() === m.name.toLowerCase()) : undefined;
    if (!named) continue;
    const end = i + 1 + named.name.length;
    parts.push(text.slice(from, i), h("span", { class: "mention", "data-me": named.id === bench.user }, text.slice(i, end)));
    from = end;
    i = end - 1;
  }
  return [...parts, text.slice(from)];
}

/** What a comment suggests: what it would do, what it would replace, and whether it is done.
 *  @param {Workbench} bench @param {Query} query @param {Comment} comment @returns {HTMLElement|null} */
function suggestionPart(bench, query, comment) {
  if (!comment.act) return null;
  const change = suggestionChange(placesOf(bench), comment.act, comment.was ?? "");
  const misfit = bench.queries.misfits.get(comment.key);
  const mayTake = bench.mayMark && bench.queries.maySpeak && !query.resolved;
  const run = () => bench.run({ do: "take", query: query.key, comment: comment.key });
  return h("div", { class: "suggestion", "data-taken": Boolean(comment.taken) }, h("span", {}, capital(suggestionTitle(placesOf(bench), comment.act))),
    change ? h("p", { class: "change" }, h("del", {}, change[0]), " → ", h("ins", {}, change[1])) : null,
    comment.taken ? h("p", { class: "quiet" }, t("applied by %s · %s", comment.taken.by, moment(comment.taken.at))) : null,
    misfit && !query.resolved ? h("p", { class: "wrong" }, t("Not possible now: %s", misfit)) : null,
    mayTake ? h("div", { class: "row-buttons" }, h("button", { type: "button", class: "small primary", "data-take": true, onclick: run }, t("Apply"), waiting(query) === comment ? h("kbd", {}, key("\\")) : null)) : null);
}

/** @param {Workbench} bench @param {Comment} comment */
function change(bench, comment) {
  bench.queries.editing = comment.key;
  bench.queries.draw();
  document.getElementById(`edit-${comment.key}`)?.focus();
}

/** Deletes at the second press: there is no way back.
 *  @param {Workbench} bench @param {Query} query @param {Comment} comment @returns {HTMLElement} */
function deleteButton(bench, query, comment) {
  const button = h("button", { type: "button", class: "plain", "data-delete": true }, t("Delete"));
  button.addEventListener("click", () => {
    if (button.dataset.sure) report(bench, bench.queries.remove(query, comment));
    button.dataset.sure = "true";
    button.textContent = t("Delete for good");
  });
  button.addEventListener("blur", () => {
    delete button.dataset.sure;
    button.textContent = t("Delete");
  });
  return button;
}

/** Says what went wrong, if something did.
 *  @param {Workbench} bench @param {Promise<string>} sending */
async function report(bench, sending) {
  const from = document.activeElement;
  const trouble = await sending;
  if (trouble) bench.status.say(trouble, "bad");
  bench.backFrom(from);
}

/** The key Q: opens the field and goes there.
 *  @param {Workbench} bench @param {string} [on] article or issue */
export function beginQuery(bench, on) {
  const { queries } = bench;
  if (!queries.maySpeak) bench.status.say(t("Readers can see queries but not write them."), "warn");
  else if (!queries.begin(on)) bench.status.say(t("This block belongs to no article."), "warn");
  else {
    queries.draw();
    document.getElementById("query-text")?.focus();
  }
}

/** The key `: answers the first open query here.
 *  @param {Workbench} bench */
export function answerQuery(bench) {
  const { queries } = bench;
  const query = [...queries.at(bench.focus.block), ...(bench.inspector.issueShown ? queries.onIssue() : [])].find((q) => !q.resolved);
  if (!query || !queries.maySpeak) {
    bench.status.say(query ? t("Readers can see queries but not write them.") : t("Nothing is asked here. Press P for the next open point."), "warn");
    return;
  }
  const choice = (/** @type {string} */ key, /** @type {string} */ words, /** @type {string} */ what) => ({ key, words, command: { do: "reply", what } });
  const choices = [choice("d", t("Done"), "done"), choice("n", t("Disagree…"), "disagree"), choice("a", t("Ask back…"), "ask"), choice("w", t("Write…"), "write"), choice("r", t("Resolve"), "resolve"),
    ...(waiting(query) && bench.mayMark ? [choice("t", t("Apply the suggestion"), "take")] : [])];
  bench.asking = new Chord(t("Answer"), choices, (command) => {
    bench.asking = null;
    bench.back();
    const what = command?.what;
    if (what === "take") bench.run({ do: "take", query: query.key });
    else if (what === "resolve") report(bench, queries.settle(query));
    else if (what === "write") document.getElementById(`answer-${query.key}`)?.focus();
    else if (what) void reply(bench, query, what);
  });
}

/** The button in the bar: goes to the next query with words that are unread.
 *  @param {Workbench} bench */
export function nextUnread(bench) {
  const query = bench.queries.unread.next(bench.focus.block);
  if (!query) return bench.status.say(t("You have read everything."));
  if (query.anchor === "issue") bench.inspector.issueOpen = true;
  const { page, start } = bench.queries.place(query);
  bench.goTo(page, start);
  return bench.inspector.draw();
}
