// @ts-check
// The page of keys: a press on a key waits for the one that replaces it.

import { byID } from "../lib/dom.js";
import { token } from "../lib/key_grammar.js";
import { keyWords } from "../lib/keymap.js";

/** Starts the page. */
export function start() {
  const page = /** @type {HTMLElement} */ (document.querySelector(".keys-page"));
  page.dataset.scripted = "true";
  byID("keys-help").textContent = page.dataset.help ?? "";
  for (const list of /** @type {NodeListOf<HTMLElement>} */ (page.querySelectorAll(".key-list"))) list.hidden = false;
  page.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? /** @type {HTMLElement|null} */ (event.target.closest("button.key")) : null;
    if (button) listen(button);
  });
  const row = page.querySelector("[data-at]");
  /** @type {HTMLElement|null} */ (row?.querySelector("button.key"))?.focus();
  row?.scrollIntoView({ block: "center" });
  document.documentElement.dataset.ready = "true";
}

/** Ends the waiting of a button that waits; one at a time does. */
let leave = () => {};

/** Waits for a key.
 *  @param {HTMLElement} button */
function listen(button) {
  leave();
  const form = /** @type {HTMLFormElement} */ (button.closest("form"));
  const words = document.querySelector(".keys-page") instanceof HTMLElement ? /** @type {HTMLElement} */ (document.querySelector(".keys-page")).dataset : {};
  const shown = [...button.childNodes];
  const none = /** @type {HTMLButtonElement} */ (document.createElement("button"));
  none.type = "button";
  none.className = "plain none";
  none.textContent = words.none ?? "";
  none.addEventListener("click", () => send(form, button, ""));
  button.replaceChildren(words.wait ?? "");
  button.dataset.waits = "true";
  byID("keys-status").textContent = words.wait ?? "";
  if (button.dataset.key) button.after(none);
  /** @param {KeyboardEvent} event */
  const hear = (event) => {
    if (none.contains(document.activeElement)) return;
    const name = token(event);
    if (event.key === "Tab" || name === "Escape") leave();
    if (event.key === "Tab" || !name) return;
    event.preventDefault();
    if (name !== "Escape") send(form, button, name);
  };
  const away = (/** @type {Event} */ event) => {
    if (event.target instanceof Node && !button.contains(event.target) && !none.contains(event.target)) leave();
  };
  addEventListener("keydown", hear, true);
  addEventListener("mousedown", away, true);
  leave = () => {
    removeEventListener("keydown", hear, true);
    removeEventListener("mousedown", away, true);
    none.remove();
    button.replaceChildren(...shown);
    delete button.dataset.waits;
    byID("keys-status").textContent = "";
    leave = () => {};
  };
}

/** Sends the keys of a command with the one of a button changed; "" takes it away.
 *  @param {HTMLFormElement} form @param {HTMLElement} button @param {string} name */
function send(form, button, name) {
  leave();
  const keys = /** @type {HTMLElement[]} */ ([...form.querySelectorAll("button.key")]).map((b) => (b === button ? name : b.dataset.key ?? "")).filter(Boolean);
  /** @type {HTMLInputElement} */ (form.elements.namedItem("keys")).value = keys.map(keyWords).join(" ");
  form.requestSubmit(form.querySelector('button[value="set"]'));
}
