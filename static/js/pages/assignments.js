// @ts-check
// Who does what: the choice of people follows the task, a press on a page chooses its row, and with Shift
// all rows in between.

import { countOn, sendInstants } from "../lib/due.js";
import { shown } from "../lib/page_lifetime.js";

/** Starts the page. */
export function start() {
  countOn();
  sendInstants();
  followTask();
  chooseRanges();
}

/** Offers only people who can be given the task that is chosen. */
function followTask() {
  const form = document.getElementById("give");
  const people = document.getElementById("to");
  if (!(form instanceof HTMLFormElement) || !(people instanceof HTMLSelectElement)) return;
  const all = [...people.options];
  const offer = () => {
    const review = form.querySelector("input[name=task][value=review]:checked") !== null;
    const chosen = people.value;
    people.replaceChildren(...all.filter((option) => (review ? "look" : "mark") in option.dataset));
    if ([...people.options].some((option) => option.value === chosen)) people.value = chosen;
  };
  form.addEventListener("change", (event) => {
    if (event.target instanceof HTMLInputElement && event.target.name === "task") offer();
  }, { signal: shown() });
  offer();
}

/** Shift with a press, or with Space, chooses all pages from the last one that was chosen. */
function chooseRanges() {
  const boxes = /** @type {HTMLInputElement[]} */ ([...document.querySelectorAll('#work tr:not([data-of="issue"]) > td:first-child input[name=what]')]);
  let last = -1;
  for (const [at, box] of boxes.entries()) {
    box.addEventListener("click", (event) => {
      if (event.shiftKey && last >= 0) for (const between of boxes.slice(Math.min(at, last), Math.max(at, last) + 1)) between.checked = box.checked;
      last = at;
    }, { signal: shown() });
  }
}
