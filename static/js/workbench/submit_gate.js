// @ts-check
// The gate: what is still open is listed before a set is handed on. Every line leads to its place.

import { open } from "../lib/dialogs.js";
import { h } from "../lib/dom.js";
import { n, t } from "../lib/locale.js";
import { undecidedWords } from "../markup/words.js";
import { issuePoints, openPoints, queryPoints } from "./open_points.js";

/** @typedef {import("./workbench.js").Workbench} Workbench */
/** @typedef {{words: string, where?: string, run: () => void}} Row */

const verbs = /** @type {Record<string, {verb: string, ask: string, anyway: string}>} */ ({
  submitted: { verb: t("Submit"), ask: t("Submit this set?"), anyway: t("Submit anyway") }, returned: { verb: t("Return"), ask: t("Return this set?"), anyway: t("Return anyway") },
  accepted: { verb: t("Accept"), ask: t("Accept this set?"), anyway: t("Accept anyway") }, draft: { verb: t("Reopen"), ask: t("Reopen this set?"), anyway: t("Reopen anyway") },
});

/** Lists what is open before the set gets another state.
 *  @param {Workbench} bench @param {string} to */
export async function showGate(bench, to) {
  const issue = await issuePoints(bench);
  const pages = bench.tabs().filter((p) => p.undecided > 0);
  const undecided = pages.reduce((sum, p) => sum + p.undecided, 0);
  const problems = (issue?.open ?? openPoints(bench, true)).filter((p) => p.tone === "bad");
  const hints = (issue?.open ?? openPoints(bench, true)).filter((p) => p.tone === "hint");
  const doubtful = issue?.doubtful ?? bench.doubtful().map((d) => ({ ...d, words: d.where, where: "" }));
  const queries = queryPoints(bench);
  const openCount = undecided + problems.length + doubtful.length + queries.length;
  const nothing = issue !== undefined && issue.decided === 0 && to === "submitted";

  const go = (/** @type {{page: number, start: number, words: string, where: string}} */ p) => ({ words: p.words, where: p.where, run: () => bench.goTo(p.page, p.start) });
  const groups = [
    group(undecidedWords(undecided), "bad", pages.map((p) => ({ words: t("Page %d", p.page), where: n(p.undecided, "%s block", "%s blocks"), run: () => bench.run({ do: "undecided", by: 1, page: p.page }) })),
      t("It is not certain which article they belong to. The export lists them separately, with what is assumed.")),
    group(n(problems.length, "%s problem", "%s problems"), "bad", problems.map(go)),
    group(t("%d doubtful", doubtful.length), "hint", doubtful.map(go)),
    group(n(queries.length, "%s open query", "%s open queries"), "hint", queries.map(go)),
    group(n(hints.length, "%s hint", "%s hints"), "quiet", hints.map(go)),
  ];
  const dismissed = issue?.dismissed ?? 0;
  const notes = [
    dismissed > 0 ? h("p", { class: "quiet", id: "gate-dismissed" }, n(dismissed, "%s problem is dismissed with a reason and not counted.", "%s problems are dismissed with a reason and not counted.")) : null,
    issue ? null : h("p", { class: "quiet" }, t("The other pages could not be loaded; you see the open points of this page only.")),
  ];
  draw(bench, to, { openCount, nothing, groups, notes });
}

/** A part of the list; null when it is empty.
 *  @param {string} title @param {string} tone @param {Row[]} rows @param {string} [note] @returns {((close: () => void) => HTMLElement)|null} */
function group(title, tone, rows, note) {
  if (rows.length === 0) return null;
  return (close) => h("section", { "data-tone": tone }, h("h3", { class: "over" }, title), note ? h("p", { class: "quiet" }, note) : null,
    h("ul", {}, ...rows.map((row) => h("li", {}, h("button", { type: "button", class: "gate-row", onclick: () => (close(), row.run()) },
      h("span", {}, row.words), row.where ? h("span", { class: "quiet" }, row.where) : null)))));
}

/** @param {Workbench} bench @param {string} to @param {{openCount: number, nothing: boolean, groups: (((close: () => void) => HTMLElement)|null)[], notes: (HTMLElement|null)[]}} what */
function draw(bench, to, { openCount, nothing, groups, notes }) {
  const { verb, ask, anyway } = verbs[to] ?? { verb: to, ask: to, anyway: to };
  const done = openCount === 0;
  /** @type {HTMLDialogElement} */
  let dialog;
  const close = () => dialog.close();
  const list = h("div", { class: "gate-list" }, ...groups.flatMap((g) => (g ? [g(close)] : [])));
  // What is accepted with open points needs a reason; what is returned is better with one.
  const asked = to === "returned" || (to === "accepted" && !done);
  const reason = h("textarea", { id: "gate-reason", rows: 3, maxlength: 2000, "aria-describedby": "gate-reason-wrong" });
  const wrong = h("p", { class: "wrong", id: "gate-reason-wrong", role: "alert" });
  const pass = () => {
    const words = reason instanceof HTMLTextAreaElement ? reason.value.trim() : "";
    if (to === "accepted" && !done && words === "") {
      wrong.textContent = t("Say why it is accepted with open points.");
      reason.focus();
      return;
    }
    close();
    bench.run({ do: "state", to, sure: true, reason: words });
  };
  const go = h("button", { type: "button", class: done ? "primary" : "", id: "gate-go", autofocus: done, disabled: nothing, onclick: pass },
    done ? verb : anyway);
  const words = nothing ? t("Nothing is decided yet, so there is nothing to submit.") : done ? t("Every block is decided, and nothing is open.") : t("This is still open. Choose a line to go there.");
  dialog = open(ask, "gate", bench, h("p", { class: done ? "ok" : "quiet", id: "gate-words" }, words), list, ...notes,
    asked ? h("div", { class: "gate-reason" }, h("label", { for: "gate-reason" }, to === "returned" ? t("Comment on it") : t("Why it is accepted with open points")), reason, wrong) : null,
    h("div", { class: "dialog-foot" }, h("button", { type: "button", class: "plain", autofocus: !done, onclick: close }, t("Not yet")), go));
  dialog.addEventListener("keydown", (event) => walk(dialog, event));
}

/** The arrows move between the lines and the buttons below.
 *  @param {HTMLElement} dialog @param {KeyboardEvent} event */
function walk(dialog, event) {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!by) return;
  event.preventDefault();
  const buttons = /** @type {HTMLElement[]} */ ([...dialog.querySelectorAll(".gate-row, .dialog-foot button:not([disabled])")]);
  const at = buttons.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  buttons[(at + by + buttons.length) % buttons.length]?.focus();
}
