// @ts-check
// The dialogs: all keys, a correction, words.

import { h } from "../lib/dom.js";
import { printed } from "../lib/keymap.js";
import { t } from "../lib/locale.js";
import { help } from "../markup/words.js";

/** @typedef {import("./workbench.js").Workbench} Workbench */

/** Opens a dialog.
 *  @param {string} title @param {string} kind @param {Workbench} bench @param {...(Node|null)} content @returns {HTMLDialogElement} */
export function open(title, kind, bench, ...content) {
  const dialog = /** @type {HTMLDialogElement} */ (h("dialog", { class: kind, "aria-label": title }));
  const close = h("button", { type: "button", class: "plain", "aria-label": t("Close"), onclick: () => dialog.close() }, "✕");
  dialog.append(h("div", { class: "dialog-head" }, h("h2", {}, title), close), ...content.filter((c) => c !== null));
  dialog.addEventListener("close", () => {
    dialog.remove();
    bench.back();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** What stands among the keys of the help and is no key. */
const notKeys = /** @type {Record<string, string>} */ ({ "–": "–", "…": "…", click: t("click"), letter: t("letter"), arrows: t("arrows") });

/** Shows all keys.
 *  @param {Workbench} bench */
export function showHelp(bench) {
  const sections = help.map(([title, keys], i) => h("section", {}, h("h3", { class: "over" }, title),
    h("dl", {}, ...keys.flatMap(([key, words]) => [h("dt", {}, ...printed(key, ["text", "caret"][help.length - 1 - i] ?? "block").split(" ").flatMap((k) => [k in notKeys ? `${notKeys[k]} ` : h("kbd", {}, k), " "])), h("dd", {}, words)]))));
  open(t("All keys"), "wide", bench, h("div", { class: "keys" }, ...sections),
    h("p", { class: "quiet" }, t("A role key sets the role and moves on; only Space runs ahead. Z first undoes what was inferred, then the act.")));
}

/** Asks for the replacement of a piece of text.
 *  @param {Workbench} bench @param {string} source @param {(text: string) => void} take */
export function askCorrection(bench, source, take) {
  const input = /** @type {HTMLInputElement} */ (h("input", { value: source, lang: bench.language, "aria-label": t("Corrected text"), autofocus: true, autocomplete: "off" }));
  const form = h("form", { method: "dialog" }, h("p", { class: "quiet" }, t("The source stays as it is; the correction is a mark on it.")), h("p", { lang: bench.language }, source), input,
    h("div", { class: "dialog-foot" }, h("button", { type: "submit", class: "primary" }, t("Correct"))));
  const dialog = open(t("Correction"), "", bench, form);
  form.addEventListener("submit", () => {
    dialog.close();
    if (input.value !== source) take(input.value);
  });
  input.select();
}

/** Asks for a few words.
 *  @param {Workbench} bench @param {string} title @param {string} question @param {string} verb @param {(words: string) => void} take */
export function askWords(bench, title, question, verb, take) {
  const input = /** @type {HTMLInputElement} */ (h("input", { "aria-label": question, placeholder: question, autofocus: true, autocomplete: "off", required: true, maxlength: 500 }));
  const form = h("form", { method: "dialog" }, input, h("div", { class: "dialog-foot" }, h("button", { type: "submit", class: "primary" }, verb)));
  const dialog = open(title, "", bench, form);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!input.value.trim()) return;
    dialog.close();
    take(input.value.trim());
  });
}
