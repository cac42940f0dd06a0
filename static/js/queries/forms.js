// @ts-check
// The fields in which queries, answers and changes of comments are written. What is written is kept while
// the panel shows something else.

import { h, set } from "../lib/dom.js";
import { t } from "../lib/locale.js";
import { slice } from "../lib/offsets.js";
import { suggestionTitle } from "../markup/suggestion_words.js";
import { articleWord, capital, roleWord } from "../markup/words.js";
import { MentionList } from "./mentions.js";
import { Suggesting } from "./suggesting.js";
import { placesOf } from "./suggestion_places.js";

/** @typedef {import("../workbench/workbench.js").Workbench} Workbench */
/** @typedef {import("./set_queries.js").Query} Query */
/** @typedef {import("./set_queries.js").Comment} Comment */
/** @typedef {import("./set_queries.js").Anchor} Anchor */
/** @typedef {import("./set_queries.js").Draft} Draft */

/** The field of a new query.
 *  @param {Workbench} bench @param {Anchor} anchor @returns {HTMLElement} */
export function askForm(bench, anchor) {
  const { queries } = bench;
  const done = () => {
    queries.asking = null;
    queries.draw();
  };
  const choices = queries.anchors();
  const chosen = Math.max(0, choices.findIndex((a) => sameAnchor(a, anchor)));
  if (!choices.some((a) => sameAnchor(a, anchor))) choices.unshift(anchor);
  const about = /** @type {HTMLSelectElement} */ (h("select", { id: "query-about" }, ...choices.map((a, i) => h("option", { value: i, selected: i === chosen }, anchorWords(bench, a)))));
  about.addEventListener("change", () => {
    queries.asking = choices[Number(about.value)];
    document.getElementById("query-text")?.focus();
  });
  const send = (/** @type {Draft} */ draft) => queries.ask(queries.asking ?? anchor, draft);
  return form(bench, "query-text", t("What do you want to ask or say?"), t("Ask"), send, done, [h("div", { class: "query-about" }, h("label", { for: "query-about" }, t("About")), about)]);
}

/** @param {Anchor} a @param {Anchor} b */
const sameAnchor = (a, b) => a.anchor === b.anchor && a.start === b.start && a.end === b.end && a.span === b.span;

/** What one asks about.
 *  @param {Workbench} bench @param {Anchor} anchor @returns {string} */
function anchorWords(bench, { anchor, start = 0, end = 0, article, span }) {
  const block = bench.focus.block;
  const words = [...slice(bench.textOf(block), Math.max(0, start - block.start), Math.max(0, end - block.start))];
  const quoted = words.length > 16 ? `${words.slice(0, 16).join("")}…` : words.join("");
  switch (anchor) {
    case "text":
      return t("the selected text “%s”", quoted);
    case "span":
      return t("the mark “%s”, %s", quoted, roleWord(bench.state.cells.get(`span/${span}`)?.role ?? ""));
    case "article":
      return articleWord(bench.painter.articles.get(article ?? "")?.label ?? "");
    case "issue":
      return t("the whole issue");
    default:
      return t("block %d", block.number);
  }
}

/** The field of an answer, with what one can say of the point.
 *  @param {Workbench} bench @param {Query} query @returns {HTMLElement} */
export function answerForm(bench, query) {
  const { queries } = bench;
  const id = `answer-${query.key}`;
  const { answer } = queries.draft(id);
  const title = { disagree: t("Why do you disagree?"), ask: t("What do you ask back?") }[answer ?? ""] ?? t("Answer");
  const say = (/** @type {"done"|"disagree"|"ask"} */ what, /** @type {string} */ words) => h("button", { type: "button", class: "small", "data-answer": what, "aria-pressed": what === "done" ? undefined : String(answer === what),
    onclick: () => void reply(bench, query, what) }, words);
  return form(bench, id, title, t("Answer"), (draft) => queries.answer(query, draft), () => {}, [], [say("done", t("Done")), say("disagree", t("Disagree")), say("ask", t("Ask back"))]);
}

/** Says of a point that it is done, that one disagrees, or that one has to ask. The last two want words:
 *  if they are missing, the field is for them.
 *  @param {Workbench} bench @param {Query} query @param {"done"|"disagree"|"ask"} what */
export async function reply(bench, query, what) {
  const { queries } = bench;
  const id = `answer-${query.key}`;
  const draft = queries.draft(id);
  if (what === "done" || draft.text.trim()) {
    const from = document.activeElement;
    const trouble = await queries.answer(query, { ...draft, answer: what });
    if (trouble) bench.status.say(trouble, "bad");
    else queries.drafts.delete(id);
    bench.backFrom(from);
    queries.draw();
    return;
  }
  draft.answer = draft.answer === what ? undefined : what;
  bench.back();
  queries.draw();
  document.getElementById(id)?.focus();
}

/** The field in which a comment is changed.
 *  @param {Workbench} bench @param {Query} query @param {Comment} comment @returns {HTMLElement} */
export function editForm(bench, query, comment) {
  const { queries } = bench;
  const id = `edit-${comment.key}`;
  if (!queries.drafts.has(id)) queries.drafts.set(id, { text: comment.text });
  const done = () => {
    queries.editing = "";
    queries.drafts.delete(id);
    queries.draw();
  };
  return form(bench, id, t("Edit what you wrote"), t("Save"), (draft) => queries.edit(query, comment, draft.text), done, [], [], false);
}

/** A field whose words are sent with Enter; Shift+Enter makes a new line, Alt+Enter suggests a change,
 *  Escape leaves.
 *  @param {Workbench} bench @param {string} id @param {string} title @param {string} verb @param {(draft: Draft) => Promise<string>} send @param {() => void} done
 *  @param {Node[]} [above] @param {Node[]} [beside] more buttons @param {boolean} [suggests] whether a change can be suggested */
function form(bench, id, title, verb, send, done, above = [], beside = [], suggests = true) {
  const draft = bench.queries.draft(id);
  const field = /** @type {HTMLTextAreaElement} */ (h("textarea", { id, rows: 2, placeholder: title, "aria-label": title, "aria-describedby": `${id}-error`, maxlength: 4000 }));
  field.value = draft.text;
  field.addEventListener("input", () => (draft.text = field.value));
  const people = new MentionList(field, bench.set);
  const wrong = h("p", { class: "wrong", id: `${id}-error`, role: "alert" });
  const submit = async () => {
    if (!draft.text.trim() && !draft.act) return;
    const from = document.activeElement;
    field.readOnly = true;
    const trouble = await send(draft);
    field.readOnly = false;
    wrong.textContent = trouble;
    if (trouble) return;
    bench.queries.drafts.delete(id);
    bench.backFrom(from);
    done();
    bench.queries.draw();
  };
  const suggest = () => {
    field.blur();
    new Suggesting(bench, id);
  };
  field.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.keyCode === 229) return;
    if (event.key === "Escape") {
      event.stopPropagation();
      bench.back();
      done();
    } else if (event.key === "Enter" && event.altKey && suggests) suggest();
    else if (event.key === "Enter" && !event.shiftKey) submit();
    else return;
    event.preventDefault();
  });
  const buttons = [h("button", { type: "submit", class: "small primary" }, verb), ...beside, suggests ? h("button", { type: "button", class: "small", "data-suggest": true, title: t("Suggest a change (Alt+Enter)"), onclick: suggest }, draft.act ? t("Suggest another change") : t("Suggest a change")) : null];
  const element = /** @type {HTMLFormElement} */ (h("form", { class: "query-form" }, ...above, field, people.element, draftAct(bench, draft), wrong, h("div", { class: "row-buttons" }, ...buttons)));
  element.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  return element;
}

/** The change that goes with a comment which is being written.
 *  @param {Workbench} bench @param {Draft} draft @returns {HTMLElement|null} */
function draftAct(bench, draft) {
  if (!draft.act) return null;
  const drop = h("button", { type: "button", class: "remove", "aria-label": t("Suggest nothing"), title: t("Suggest nothing"), onclick: () => {
    draft.act = undefined;
    bench.back();
    bench.queries.draw();
  } }, "✕");
  const element = h("p", { class: "suggestion" }, h("span", {}, capital(suggestionTitle(placesOf(bench), draft.act))), drop);
  set(element, "data-draft", true);
  return element;
}
