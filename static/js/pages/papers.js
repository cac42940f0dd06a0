// @ts-check
// The menu of publications in the bar: typing narrows it, Enter opens the first that is left.

import { byID } from "../lib/dom.js";

/** Lets the publications be found by parts of their names. */
export function watchPapers() {
  const menu = document.getElementById("papers");
  if (!(menu instanceof HTMLDetailsElement)) return;
  const field = /** @type {HTMLInputElement} */ (byID("find-paper"));
  const rows = /** @type {HTMLElement[]} */ ([...menu.querySelectorAll("li")]);
  const narrow = () => {
    const wanted = field.value.trim().toLocaleLowerCase();
    for (const row of rows) row.hidden = !(row.querySelector("a > span[lang], a")?.textContent ?? "").toLocaleLowerCase().includes(wanted);
    byID("no-paper").hidden = rows.some((row) => !row.hidden);
  };
  field.hidden = false;
  field.addEventListener("input", narrow);
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    rows.find((row) => !row.hidden)?.querySelector("a")?.click();
  });
  menu.addEventListener("toggle", () => {
    field.value = "";
    narrow();
    if (menu.open) field.focus();
  });
}
