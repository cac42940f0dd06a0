// @ts-check
// Dialogs that ask for a correction, or for a few words.

import { h } from "./dom.js";
import { t } from "./locale.js";

/** @typedef {{language: string, back: () => void}} Host the page round a dialog: the language of its text, and how it takes the focus back */

/** Opens a dialog.
 *  @param {string} title @param {string} kind @param {Host} host @param {...(Node|null)} content @returns {HTMLDialogElement} */
export function open(title, kind, host, ...content) {
  const dialog = /** @type {HTMLDialogElement} */ (h("dialog", { class: kind, "aria-label": title }));
  const close = h("button", { type: "button", class: "plain", "aria-label": t("Close"), onclick: () => dialog.close() }, "✕");
  dialog.append(h("div", { class: "dialog-head" }, h("h2", {}, title), close), ...content.filter((c) => c !== null));
  dialog.addEventListener("close", () => {
    dialog.remove();
    host.back();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** Asks for the replacement of a piece of text.
 *  @param {Host} host @param {string} source @param {(text: string) => void} take */
export function askCorrection(host, source, take) {
  const input = /** @type {HTMLInputElement} */ (h("input", { value: source, lang: host.language, "aria-label": t("Corrected text"), autofocus: true, autocomplete: "off" }));
  const form = h("form", { method: "dialog" }, h("p", { class: "quiet" }, t("The source stays as it is; the correction is a mark on it.")), h("p", { lang: host.language }, source), input,
    h("div", { class: "dialog-foot" }, h("button", { type: "submit", class: "primary" }, t("Correct"))));
  const dialog = open(t("Correction"), "", host, form);
  form.addEventListener("submit", () => {
    dialog.close();
    if (input.value !== source) take(input.value);
  });
  input.select();
}

/** Asks for a few words.
 *  @param {Host} host @param {string} title @param {string} question @param {string} verb @param {(words: string) => void} take */
export function askWords(host, title, question, verb, take) {
  const input = /** @type {HTMLInputElement} */ (h("input", { "aria-label": question, placeholder: question, autofocus: true, autocomplete: "off", required: true, maxlength: 500 }));
  const form = h("form", { method: "dialog" }, input, h("div", { class: "dialog-foot" }, h("button", { type: "submit", class: "primary" }, verb)));
  const dialog = open(title, "", host, form);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!input.value.trim()) return;
    dialog.close();
    take(input.value.trim());
  });
}
