// @ts-check
// The decisions of the desk: accept or hand in, return, reopen, take back. A refusal stands beside its button with its
// reason, and what was typed stays.

import { desk, redraw } from "./page.js";
import { send } from "./sending.js";
import { opinion } from "./words.js";

/** @typedef {{say: (words: string) => void, go: (url: string) => Promise<void>, next?: string, unread?: number}} How */

/** Presses one of the two main buttons.
 *  @param {"pass"|"return"} which @param {How} how next is where to go afterwards, unread how much was not read */
export async function decide(which, how) {
  const button = document.getElementById(which);
  const form = button?.closest("form");
  if (!(button instanceof HTMLButtonElement) || !(form instanceof HTMLFormElement)) {
    how.say(document.getElementById("decision-words")?.textContent ?? "");
    return;
  }
  how.say("");
  if (stands(form, button) && agreed(form, button)) await sendForm(form, button, how);
}

/** Whether the reader goes on with what asks before it acts.
 *  @param {HTMLFormElement} form @param {HTMLButtonElement} button */
function agreed(form, button) {
  const asks = button.dataset.asks || form.dataset.asks;
  return !asks || confirm(asks);
}

/** Whether a decision can be sent. If it is known beforehand that it would be refused, the reason is said.
 *  @param {HTMLFormElement} form @param {HTMLButtonElement} button */
function stands(form, button) {
  const field = form.querySelector("textarea");
  const wrong = form.querySelector(".wrong");
  const why = button.dataset.refused || (field?.value.trim() ? "" : button.dataset.wants) || "";
  if (wrong) wrong.textContent = why;
  if (!why) return true;
  if (button.dataset.refused) button.focus();
  else field?.focus();
  return false;
}

/** @param {HTMLFormElement} form @param {HTMLButtonElement} button @param {How} how */
async function sendForm(form, button, how) {
  const body = new URLSearchParams(/** @type {any} */ (new FormData(form)));
  body.set("state", button.value);
  if (how.unread) body.set("unread", String(how.unread));
  const part = desk().dataset.part;
  const outcome = await send(form.action, body);
  const wrong = /** @type {HTMLElement|null} */ (form.querySelector(".wrong"));
  if (!outcome.ok) {
    if (wrong) wrong.textContent = outcome.why;
    const field = form.querySelector("textarea");
    if (!outcome.lost && field instanceof HTMLTextAreaElement && !field.value.trim()) field.focus();
    await redraw();
    return;
  }
  if (wrong) wrong.textContent = "";
  const field = form.querySelector("textarea");
  if (field instanceof HTMLTextAreaElement) {
    delete field.dataset.typed;
    field.value = "";
  }
  if (how.next && desk().dataset.part === part) {
    await how.go(how.next);
    return;
  }
  stay(part);
  await redraw();
}

/** Lets the row of a part that was decided keep its place in the queue, as long as the part is shown.
 *  @param {string|undefined} part */
function stay(part) {
  if (desk().dataset.part !== part) return;
  const url = new URL(location.href);
  url.searchParams.set("part", part ?? "");
  url.searchParams.set("just", part ?? "");
  history.replaceState(null, "", url);
}

/** Lets the buttons of decisions be pressed: the main two, and those that ask before they act.
 *  @param {(words: string) => void} say @param {(url: string) => Promise<void>} go */
export function listenToMoves(say, go) {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const button = event instanceof SubmitEvent ? event.submitter : null;
    if (!(form instanceof HTMLFormElement) || !form.closest("#decision") || !(button instanceof HTMLButtonElement)) return;
    event.preventDefault();
    if (!stands(form, button) || !agreed(form, button)) return;
    void sendForm(form, button, { say, go });
  });
  opinion()?.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing) return;
    event.preventDefault();
    /** @type {HTMLElement|null} */ (document.querySelector("#sheet .line[data-focus]"))?.focus({ preventScroll: true });
  });
}
