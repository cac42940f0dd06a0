// @ts-check
// Buttons that choose which reading of the corrections the workbench shows.

import { h, set } from "../lib/dom.js";
import { t } from "../lib/locale.js";
import { chooseReading, readingOf, readings, showReading } from "./correction_reading.js";

/** @typedef {import("./correction_reading.js").Reading} Reading */

const words = /** @type {Record<Reading, string>} */ ({ corrected: t("Corrected"), source: t("Source"), both: t("Both") });

/** What the galley shows before anybody chose: the source with the corrections beside it.
 *  @type {Reading} */
const first = "both";

/** @returns {HTMLElement} */
export function readingButtons() {
  const buttons = readings.map((reading) => h("button", { type: "button", "data-reading-choice": reading, onclick: () => choose(reading) }, words[reading]));
  const group = h("div", { class: "reading-buttons", role: "group", "aria-label": t("What to show of corrections") }, ...buttons);
  press(group, readingOf(user, first));
  return group;
}

let user = "";

/** Shows what a user chose last; once, at the start.
 *  @param {string} id */
export function showChosenReading(id) {
  user = id;
  showReading(readingOf(user, first));
}

/** Goes on to the next reading and says which it is.
 *  @returns {string} */
export function nextReading() {
  const next = readings[(readings.indexOf(readingOf(user, first)) + 1) % readings.length];
  choose(next);
  return { corrected: t("The corrected text is shown."), source: t("The source is shown as it was loaded."), both: t("The source is shown, with corrections beside it.") }[next];
}

/** @param {Reading} reading */
function choose(reading) {
  chooseReading(user, reading);
  for (const group of document.querySelectorAll(".reading-buttons")) press(/** @type {HTMLElement} */ (group), reading);
}

/** @param {HTMLElement} group @param {Reading} reading */
function press(group, reading) {
  for (const button of group.querySelectorAll("button")) set(button, "aria-pressed", button.dataset.readingChoice === reading);
}
