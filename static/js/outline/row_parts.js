// @ts-check
// Small parts of the outline that need nothing but a row.

import { h } from "../lib/dom.js";
import { t } from "../lib/locale.js";

/** @typedef {import("./rows.js").Row} Row */

/** The button that opens the menu of a row.
 *  @param {Row} row @returns {Node[]} */
export function dots(row) {
  if (row.kind === "heading" || row.kind === "page") return [];
  return [h("button", { type: "button", class: "row-menu", tabindex: -1, "data-menu": true, "aria-haspopup": "menu", "aria-label": t("What to do with it"), title: t("What to do with it") }, "⋯")];
}

/** @param {Row} row @returns {Node[]} the mark that opens and shuts a row */
export function twisty(row) {
  return [h("span", { class: "twisty", "aria-hidden": "true", hidden: row.open === undefined, "data-open": row.open ?? false })];
}

/** Scrolls a column so that a row of it is in sight.
 *  @param {HTMLElement} column @param {HTMLElement} row */
export function reveal(column, row) {
  const box = column.getBoundingClientRect();
  const place = row.getBoundingClientRect();
  if (place.top < box.top + 64) column.scrollTop -= box.top + 64 - place.top;
  if (place.bottom > box.bottom - 8) column.scrollTop += place.bottom - box.bottom + 8;
}
