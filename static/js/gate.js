// @ts-check
// The gate: what is still open is listed before a set is handed on. Every line leads to its place.

import { h } from "./dom.js";
import { open } from "./dialogs.js";
import { issuePoints, openPoints, queryPoints } from "./open_points.js";
import { count, undecidedWords } from "./words.js";

/** @typedef {import("./bench.js").Bench} Bench */
/** @typedef {{words: string, where?: string, run: () => void}} Row */

const verbs = /** @type {Record<string, string>} */ ({ submitted: "Submit", returned: "Return", accepted: "Accept", draft: "Reopen" });

/** Lists what is open before the set gets another state.
 *  @param {Bench} bench @param {string} to */
export async function showGate(bench, to) {
  const issue = await issuePoints(bench);
  const pages = bench.tabs().filter((t) => t.undecided > 0);
  const undecided = pages.reduce((n, t) => n + t.undecided, 0);
  const problems = (issue?.open ?? openPoints(bench, true)).filter((p) => p.tone === "bad");
  const hints = (issue?.open ?? openPoints(bench, true)).filter((p) => p.tone === "hint");
  const doubtful = issue?.doubtful ?? bench.doubtful().map((d) => ({ ...d, words: d.where, where: "" }));
  const queries = queryPoints(bench);
  const openCount = undecided + problems.length + doubtful.length + queries.length;
  const nothing = issue !== undefined && issue.decided === 0 && to === "submitted";

  const go = (/** @type {{page: number, start: number, words: string, where: string}} */ p) => ({ words: p.words, where: p.where, run: () => bench.goTo(p.page, p.start) });
  const groups = [
    group(undecidedWords(undecided), "bad", pages.map((t) => ({ words: `Page ${t.page}`, where: count(t.undecided, "block"), run: () => bench.run({ do: "undecided", by: 1, page: t.page }) })),
      "They belong to no article for certain. The export lists them apart, with what is assumed of them."),
    group(count(problems.length, "problem"), "bad", problems.map(go)),
    group(`${doubtful.length} doubtful`, "hint", doubtful.map(go)),
    group(count(queries.length, "open query", "open queries"), "hint", queries.map(go)),
    group(count(hints.length, "hint"), "quiet", hints.map(go)),
  ];
  const dismissed = issue?.dismissed ?? 0;
  const notes = [
    dismissed > 0 ? h("p", { class: "quiet", id: "gate-dismissed" }, `${count(dismissed, "problem is", "problems are")} dismissed with a reason, and not counted.`) : null,
    issue ? null : h("p", { class: "quiet" }, "The other pages could not be read; here is what this page knows."),
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

/** @param {Bench} bench @param {string} to @param {{openCount: number, nothing: boolean, groups: (((close: () => void) => HTMLElement)|null)[], notes: (HTMLElement|null)[]}} what */
function draw(bench, to, { openCount, nothing, groups, notes }) {
  const verb = verbs[to] ?? to;
  const done = openCount === 0;
  /** @type {HTMLDialogElement} */
  let dialog;
  const close = () => dialog.close();
  const list = h("div", { class: "gate-list" }, ...groups.flatMap((g) => (g ? [g(close)] : [])));
  const go = h("button", { type: "button", class: done ? "primary" : "", id: "gate-go", autofocus: done, disabled: nothing, onclick: () => (close(), bench.run({ do: "state", to, sure: true })) },
    done ? verb : `${verb} all the same`);
  const words = nothing ? "Nothing is decided yet, so there is nothing to submit." : done ? "Every block is decided, and nothing is open." : "This is still open. A line leads to its place.";
  dialog = open(`${verb} this set?`, "gate", bench, h("p", { class: done ? "ok" : "quiet", id: "gate-words" }, words), list, ...notes,
    h("div", { class: "dialog-foot" }, h("button", { type: "button", class: "plain", autofocus: !done, onclick: close }, "Not yet"), go));
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
