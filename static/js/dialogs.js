// @ts-check
// The dialogs: all keys, the gate before a set is handed on, a correction.

import { h } from "./dom.js";
import { count, help, problemWords, undecidedWords } from "./words.js";

/** @typedef {import("./bench.js").Bench} Bench */

/** @param {string} title @param {string} kind @param {Bench} bench @param {...(Node|null)} content @returns {HTMLDialogElement} */
function open(title, kind, bench, ...content) {
  const dialog = /** @type {HTMLDialogElement} */ (h("dialog", { class: kind, "aria-label": title }));
  const close = h("button", { type: "button", class: "plain", "aria-label": "Close", onclick: () => dialog.close() }, "✕");
  dialog.append(h("div", { class: "dialog-head" }, h("h2", {}, title), close), ...content.filter((c) => c !== null));
  dialog.addEventListener("close", () => {
    dialog.remove();
    bench.back();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** Shows all keys.
 *  @param {Bench} bench */
export function showHelp(bench) {
  const sections = help.map(([title, keys]) => h("section", {}, h("h3", { class: "over" }, title),
    h("dl", {}, ...keys.flatMap(([key, words]) => [h("dt", {}, ...key.split(" ").flatMap((k) => [/^(–|…|[a-z]{3,})$/.test(k) ? `${k} ` : h("kbd", {}, k), " "])), h("dd", {}, words)]))));
  open("All keys", "wide", bench, h("div", { class: "keys" }, ...sections),
    h("p", { class: "quiet" }, "A role key sets the role and moves on; only Space runs. Z takes back first what was inferred, then the act."));
}

/** Lists what is open before the set gets another state.
 *  @param {Bench} bench @param {string} to */
export function showGate(bench, to) {
  const undecided = bench.tabs().filter((t) => t.undecided > 0);
  const total = undecided.reduce((n, t) => n + t.undecided, 0);
  const problems = bench.openPoints(true);
  const doubtful = bench.doubtful();
  const done = total + problems.length + doubtful.length === 0;
  /** @type {HTMLDialogElement} */
  let dialog;
  /** @param {string} title @param {{words: string, run: () => void}[]} rows */
  const group = (title, rows) => rows.length === 0 ? null : h("section", {}, h("h3", { class: "over" }, title),
    h("ul", {}, ...rows.map((row) => h("li", {}, h("button", { type: "button", onclick: () => (dialog.close(), row.run()) }, row.words)))));
  const list = h("div", { class: "gate-list" },
    ...[group(undecidedWords(total), undecided.map((t) => ({ words: `Page ${t.page}: ${count(t.undecided, "block")}`, run: () => bench.run({ do: "undecided", by: 1, page: t.page }) }))),
      group(count(problems.length, "problem"), problems.map((p) => ({ words: `${problemWords(p.problem).title}, ${p.where}`, run: () => bench.goTo(p.page, p.start) }))),
      group(`${doubtful.length} doubtful`, doubtful.map((d) => ({ words: d.where, run: () => bench.goTo(d.page, d.start) })))].filter((g) => g !== null));
  const word = /** @type {Record<string, string>} */ ({ submitted: "Submit", returned: "Return", accepted: "Accept", draft: "Reopen" })[to] ?? to;
  const go = h("button", { type: "button", class: done ? "primary" : "", id: "gate-go", autofocus: done, onclick: () => (dialog.close(), bench.run({ do: "state", to, sure: true })) }, done ? word : `${word} all the same`);
  dialog = open(`${word} this set?`, "", bench, h("p", { class: done ? "ok" : "quiet" }, done ? "Every block is decided, and no problem is open." : "This is still open. A line leads to its place."), list,
    h("div", { class: "dialog-foot" }, h("button", { type: "button", class: "plain", autofocus: !done, onclick: () => dialog.close() }, "Not yet"), go));
}

/** Asks for the replacement of a piece of text.
 *  @param {Bench} bench @param {string} source @param {(text: string) => void} take */
export function askCorrection(bench, source, take) {
  const input = /** @type {HTMLInputElement} */ (h("input", { value: source, lang: bench.language, "aria-label": "Corrected text", autofocus: true, autocomplete: "off" }));
  const form = h("form", { method: "dialog" }, h("p", { class: "quiet" }, "The source stays as it is; the correction is a mark upon it."), h("p", { lang: bench.language }, source), input,
    h("div", { class: "dialog-foot" }, h("button", { type: "submit", class: "primary" }, "Correct")));
  const dialog = open("Correction", "", bench, form);
  form.addEventListener("submit", () => {
    dialog.close();
    if (input.value !== source) take(input.value);
  });
  input.select();
}
