// @ts-check
// The review: its rows are walked by keys, and its forms are sent beside the page, which is drawn anew
// in place. Without this script the forms are sent as forms are.

import { isField } from "./dom.js";
import { shown } from "./life.js";

/** Starts the page. */
export function start() {
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
  if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey || isField(event.target)) return;
  const row = here();
  const onButton = event.target instanceof Element && event.target.closest("button, a, summary") !== null;
  const acts = /** @type {Record<string, () => void>} */ ({
    ArrowDown: () => move(1), ArrowUp: () => move(-1), Home: () => focus(rows()[0]), End: () => focus(rows().at(-1)),
    z: () => undo(),
    ...(onButton ? {} : { " ": () => agree(row), Enter: () => open(row), Backspace: () => reject(row), Delete: () => reject(row), q: () => open(row) }),
  });
  const act = acts[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!act || (!row && !["ArrowDown", "ArrowUp", "Home", "End", "z"].includes(event.key))) return;
  event.preventDefault();
  act();
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
    const [key, at] = [row?.dataset.key, row ? rows().indexOf(row) : place];
    document.querySelector("main")?.replaceWith(document.adoptNode(main));
    focus(rows().find((r) => key !== undefined && r.dataset.key === key) ?? rows()[Math.min(Math.max(0, at), rows().length - 1)]);
  });
  return sending;
}
