// @ts-check
// The review: its rows are walked by keys, and its forms are sent beside the page, which is redrawn
// in place. Without this script the forms are sent as forms are.

import { data, isField } from "../lib/dom.js";
import { chord, grammar, token } from "../lib/key_grammar.js";
import { learnKeys } from "../lib/keymap.js";
import { shown } from "../lib/page_lifetime.js";

/** @type {import("../lib/key_grammar.js").Vocabulary} */
let vocabulary;
/** @type {(token: string, mode: import("../lib/key_grammar.js").Mode) => import("../lib/key_grammar.js").Command|undefined} */
let command;
/** What the first key of two began, until the second is there. @type {import("../lib/key_grammar.js").Command|undefined} */
let begun;

/** Starts the page. */
export function start() {
  learnKeys(data("keys"));
  vocabulary = data("vocabulary");
  command = grammar(vocabulary);
  document.addEventListener("keydown", press, { signal: shown() });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.closest("#review")) return;
    event.preventDefault();
    void send(form, /** @type {HTMLButtonElement|null} */ (event.submitter));
  }, { signal: shown() });
  focus(named() ?? rows()[0]);
}

/** The rows that can be walked, from top to bottom.
 *  @returns {HTMLElement[]} */
const rows = () => /** @type {HTMLElement[]} */ ([...document.querySelectorAll("#review .difference")]);

/** The row that has the focus.
 *  @returns {HTMLElement|null} */
const here = () => /** @type {HTMLElement|null} */ (document.activeElement?.closest("#review .difference") ?? null);

/** The row that the address names.
 *  @returns {HTMLElement|undefined} */
function named() {
  const id = decodeURIComponent(location.hash.slice(1));
  return rows().find((row) => row.id === id);
}

/** @param {HTMLElement|undefined} row */
function focus(row) {
  row?.focus({ preventScroll: true });
  row?.scrollIntoView({ block: "nearest" });
}

/** @param {KeyboardEvent} event */
function press(event) {
  if (event.isComposing) return;
  if (event.key === "Escape" && isField(event.target)) leave(/** @type {HTMLElement} */ (event.target));
  if (event.ctrlKey || event.altKey || event.metaKey || isField(event.target)) return;
  const row = here();
  const onButton = event.target instanceof Element && event.target.closest("button, a, summary") !== null;
  const acts = /** @type {Record<string, () => void>} */ ({
    ArrowDown: () => move(1), ArrowUp: () => move(-1), Home: () => focus(rows()[0]), End: () => focus(rows().at(-1)),
    ...(onButton ? {} : { " ": () => agree(row), Enter: () => open(row), Backspace: () => reject(row), Delete: () => reject(row) }),
  });
  const act = acts[event.key] ?? meant(token(event), row);
  if (!act || (!row && [" ", "Enter", "Backspace", "Delete"].includes(event.key))) return;
  event.preventDefault();
  act();
}

/** What a key of the workbench, if this person has it, does here.
 *  @param {string} key @param {HTMLElement|null} row @returns {(() => void)|undefined} */
function meant(key, row) {
  const first = begun;
  begun = undefined;
  const second = first && chord("else", vocabulary).find((c) => c.key === key)?.command;
  const does = second ? { ...second, start: first?.start } : command(key, "block");
  switch (does?.do) {
    case "undo":
      return () => undo();
    case "query":
      return row ? () => ask(row) : undefined;
    case "role":
      return row ? () => change(row, does.role, does.start) : undefined;
    case "chord":
      return does.name === "else" && row ? () => (begun = does) : undefined;
  }
  return undefined;
}

/** Gives the block of the row another role.
 *  @param {HTMLElement} row @param {string} role @param {boolean} [begins] whether an article begins there */
function change(row, role, begins) {
  const form = document.getElementById("role-form");
  if (!(form instanceof HTMLFormElement) || !Number(row.dataset.page)) return;
  const values = { page: row.dataset.page, start: row.dataset.start, end: row.dataset.end, role, begins: begins ? "1" : "" };
  for (const [name, value] of Object.entries(values)) /** @type {HTMLInputElement} */ (form.elements.namedItem(name)).value = value ?? "";
  void send(form, null);
}

/** Opens the field for a comment on the block of the row.
 *  @param {HTMLElement} row */
function ask(row) {
  const details = row.querySelector("details.row-ask");
  if (!(details instanceof HTMLDetailsElement)) return;
  details.open = true;
  details.querySelector("textarea")?.focus();
}

/** Folds the field for a comment and goes back to its row.
 *  @param {HTMLElement} field */
function leave(field) {
  const details = field.closest("details.row-ask");
  if (!(details instanceof HTMLDetailsElement)) return;
  details.open = false;
  focus(/** @type {HTMLElement|undefined} */ (details.closest(".difference") ?? undefined));
}

/** @param {number} by */
function move(by) {
  const all = rows();
  const row = here();
  const at = row ? all.indexOf(row) : -1;
  focus(all[Math.max(0, Math.min(all.length - 1, at + by))]);
}

/** Agrees with the row, or says no longer so, and goes on to the next.
 *  @param {HTMLElement|null} row */
function agree(row) {
  const form = row?.querySelector("form.agree");
  if (row?.dataset.key === undefined) move(1); // only something to look at
  else if (form instanceof HTMLFormElement) void send(form, null, 1);
}

/** @param {HTMLElement|null} row */
function reject(row) {
  const form = row?.querySelector("form.reject");
  if (form instanceof HTMLFormElement) void send(form, null);
}

/** Opens the block in the workbench.
 *  @param {HTMLElement|null} row */
function open(row) {
  if (row?.dataset.open) location.assign(row.dataset.open);
}

/** What a row is about, whatever is said there: its block and the kind of difference.
 *  @param {HTMLElement} row */
const subject = (row) => `${row.dataset.page} ${row.dataset.start} ${row.querySelector(".kind")?.textContent ?? ""}`;

function undo() {
  const form = document.querySelector("form.review-undo");
  if (form instanceof HTMLFormElement) void send(form, null);
}

/** What is being sent; one after the other. @type {Promise<void>} */
let sending = Promise.resolve();

/** Sends a form and draws the page that comes back in place of this one; the focus stays at its place, or
 *  goes on by some rows.
 *  @param {HTMLFormElement} form @param {HTMLButtonElement|null} button @param {number} [on] */
function send(form, button, on = 0) {
  const body = new URLSearchParams(/** @type {any} */ (new FormData(form)));
  if (button?.name) body.set(button.name, button.value);
  const place = rows().indexOf(/** @type {HTMLElement} */ (form.closest(".difference") ?? here()));
  if (on > 0) focus(rows()[place + on]);
  sending = sending.then(async () => {
    const response = await fetch(form.action, { method: "POST", body, headers: { Accept: "text/html" } }).catch(() => null);
    if (!response) {
      form.submit(); // the browser says what is wrong
      return;
    }
    const next = new DOMParser().parseFromString(await response.text(), "text/html");
    const main = next.querySelector("main");
    if (!main) {
      location.reload();
      return;
    }
    const row = here();
    const [key, about, at] = [row?.dataset.key, row && subject(row), row ? rows().indexOf(row) : place];
    document.querySelector("main")?.replaceWith(document.adoptNode(main));
    focus(rows().find((r) => key !== undefined && r.dataset.key === key) ?? rows().find((r) => subject(r) === about) ?? rows()[Math.min(Math.max(0, at), rows().length - 1)]);
  });
  return sending;
}
