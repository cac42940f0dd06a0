// @ts-check
// Times when something is due: they count on while a page stands open, are shown by the reader's own
// clock, and are sent as instants.

import { set } from "./dom.js";
import { t } from "./locale.js";
import { shown } from "./page_lifetime.js";

const minute = 60000;
const language = () => document.documentElement.lang || "en";

/** How much time is left, or has passed since; views/parts/due.go says it in the same words.
 *  @param {number} left in milliseconds @returns {string} */
export function dueWords(left) {
  const late = left < 0;
  const minutes = Math.floor(Math.abs(left) / minute);
  const hours = Math.floor(minutes / 60);
  if (minutes === 0) return t("due now");
  if (minutes < 60) return late ? t("%d min late", minutes) : t("in %d min", minutes);
  if (hours < 48) return late ? t("%d h late", hours) : t("in %d h", hours);
  return late ? t("%d days late", Math.floor(hours / 24)) : t("in %d days", Math.floor(hours / 24));
}

/** Whether a time has passed by a minute or more.
 *  @param {number} left in milliseconds */
export const isLate = (left) => left <= -minute;

/** A time with its day and hour, by the reader's clock.
 *  @param {Date} at */
export function exactTime(at) {
  return new Intl.DateTimeFormat(language(), { dateStyle: "medium", timeStyle: "short" }).format(at);
}

/** Lets the times on the page count on, by the server's clock as it was when the page was drawn. */
export function countOn() {
  const began = Date.now();
  const draw = () => {
    for (const element of /** @type {NodeListOf<HTMLTimeElement>} */ (document.querySelectorAll("time[data-due]"))) {
      const due = new Date(element.dateTime);
      const left = due.getTime() - (Date.parse(element.dataset.now ?? "") + Date.now() - began);
      if (element.textContent !== dueWords(left)) element.textContent = dueWords(left);
      set(element, "data-late", isLate(left));
      set(element, "title", t("Due %s", exactTime(due)));
    }
  };
  draw();
  const beats = setInterval(draw, minute / 4);
  shown().addEventListener("abort", () => clearInterval(beats));
}

/** Sends the times of fields as instants, so that the reader's clock counts. */
export function sendInstants() {
  document.addEventListener("submit", (event) => {
    if (!(event.target instanceof HTMLFormElement)) return;
    const field = event.target.elements.namedItem("due");
    const instant = event.target.elements.namedItem("due-utc");
    if (field instanceof HTMLInputElement && instant instanceof HTMLInputElement) instant.value = field.value ? new Date(field.value).toISOString() : "";
  }, { signal: shown() });
}
