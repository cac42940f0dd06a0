// @ts-check
// The queries of the focused block in the inspector: what was asked and answered, and a field.

import { h } from "./dom.js";
import { key } from "./keymap.js";
import { t } from "./locale.js";
import { moment } from "./problems.js";
import { articleWord } from "./words.js";

/** @typedef {import("./bench.js").Bench} Bench */
/** @typedef {import("./queries.js").Query} Query */

/** @param {Bench} bench @returns {Node[]} */
export function querySection(bench) {
  const { queries } = bench;
  const here = queries.at(bench.focus.block);
  const open = here.filter((q) => !q.resolved);
  const settled = here.filter((q) => q.resolved);
  const asking = queries.asking ? askForm(bench, queries.asking) : null;
  const ask = queries.maySpeak && !asking ? h("div", { class: "row-buttons" }, h("button", { type: "button", class: "small", onclick: () => bench.run({ do: "query" }) }, t("Ask about this"), h("kbd", {}, key("q")))) : null;
  if (here.length === 0 && !asking && !ask) return [];
  const folded = settled.length > 0 ? h("details", {}, h("summary", {}, t("%d resolved", settled.length)), ...settled.map((q) => queryCard(bench, q))) : null;
  return [h("h2", { class: "over" }, open.length > 0 ? t("Queries · %d", open.length) : t("Queries")), ...[asking, ...open.map((q) => queryCard(bench, q)), folded, ask].filter((part) => part !== null)];
}

/** @param {Bench} bench @param {Query} query @returns {HTMLElement} */
function queryCard(bench, query) {
  const { queries } = bench;
  const quote = query.anchor === "text" ? h("q", { lang: bench.language }, query.quote) : query.anchor === "article" ? h("span", { class: "quiet" }, onArticle(bench, query)) : null;
  const said = query.comments.map((c) => h("p", { class: "comment" }, h("span", { class: "by" }, c.by), h("time", { datetime: c.at, class: "quiet" }, moment(c.at)), h("span", { class: "words" }, c.text)));
  const resolved = query.resolved ? h("p", { class: "quiet" }, t("resolved · %s · %s", query.resolved.by, moment(query.resolved.at))) : null;
  const field = queries.maySpeak && !query.resolved ? answerForm(bench, query) : null;
  const settle = queries.maySpeak ? h("button", { type: "button", class: "small", onclick: () => report(bench, queries.settle(query)) }, query.resolved ? t("Open again") : t("Resolve")) : null;
  return h("article", { class: "query", "data-query": query.key, "data-resolved": Boolean(query.resolved) }, quote, ...said, resolved, field, settle ? h("div", { class: "row-buttons" }, settle) : null);
}

/** @param {Bench} bench @param {Query} query */
function onArticle(bench, query) {
  const article = bench.painter.articles.get(query.article ?? "");
  return article ? t("on %s", articleWord(article.label)) : t("on an article that is gone");
}

/** @param {Bench} bench @param {import("./queries.js").Anchor} anchor @returns {HTMLElement} */
function askForm(bench, anchor) {
  const title = { article: t("Ask about the article"), text: t("Ask about the selected text") }[anchor.anchor] ?? t("Ask about block %d", bench.focus.block.number);
  const done = () => {
    bench.queries.asking = null;
    bench.back();
    bench.inspector.draw();
  };
  return form(bench, title, "query-text", t("Ask"), (text) => bench.queries.ask(anchor, text), done);
}

/** @param {Bench} bench @param {Query} query @returns {HTMLElement} */
function answerForm(bench, query) {
  return form(bench, t("Answer"), `answer-${query.key}`, t("Answer"), (text) => bench.queries.answer(query, text), () => bench.back());
}

/** A field whose words are sent with Enter; Shift+Enter makes a new line, Escape leaves.
 *  @param {Bench} bench @param {string} title @param {string} id @param {string} verb @param {(text: string) => Promise<string>} send @param {() => void} done */
function form(bench, title, id, verb, send, done) {
  const field = /** @type {HTMLTextAreaElement} */ (h("textarea", { id, rows: 2, placeholder: title, "aria-label": title, "aria-describedby": `${id}-error`, maxlength: 4000 }));
  const wrong = h("p", { class: "error", id: `${id}-error`, role: "alert" });
  const submit = async () => {
    if (!field.value.trim()) return;
    field.readOnly = true;
    const trouble = await send(field.value);
    field.readOnly = false;
    wrong.textContent = trouble;
    if (trouble) return;
    field.value = "";
    field.blur();
    done();
  };
  field.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      field.blur();
      done();
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      submit();
    }
  });
  const element = /** @type {HTMLFormElement} */ (h("form", { class: "query-form" }, field, h("button", { type: "submit", class: "small" }, verb), wrong));
  element.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  return element;
}

/** Says what went wrong, if something did.
 *  @param {Bench} bench @param {Promise<string>} sending */
async function report(bench, sending) {
  const trouble = await sending;
  if (trouble) bench.tell.say(trouble, "bad");
}

/** The key Q: opens the field and goes there.
 *  @param {Bench} bench @param {boolean} [onArticle] */
export function beginQuery(bench, onArticle) {
  const { queries } = bench;
  if (!queries.maySpeak) bench.tell.say(t("Readers see queries, but do not write them."), "warn");
  else if (!queries.begin(onArticle)) bench.tell.say(t("This block belongs to no article."), "warn");
  else {
    bench.inspector.draw();
    document.getElementById("query-text")?.focus();
  }
}
