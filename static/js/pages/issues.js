// @ts-check
// The issue list: the arrows go through what waits and on through the rows of the table, left and right through the
// pages of a row; Enter opens as any link does.

import { countOn } from "../lib/due.js";

export function start() {
  countOn();
  addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.isComposing) return;
    if (event.target instanceof Element && event.target.closest("input, select, textarea, summary, details[open]")) return;
    /** @type {Record<string, () => HTMLElement|undefined>} */
    const ways = { ArrowDown: () => along(1), ArrowUp: () => along(-1), ArrowRight: () => across(1), ArrowLeft: () => across(-1) };
    const next = ways[event.key]?.();
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
}

/** What can be opened, from the top down.
 *  @returns {HTMLElement[]} */
const lines = () => [...document.querySelectorAll("#waiting li, #issues tbody tr")].flatMap((line) => line.querySelector(":scope > a, :scope > th a") ?? []);

/** The line above or below the one that has the focus; the first or the last if none has.
 *  @param {number} way @returns {HTMLElement|undefined} */
function along(way) {
  const all = lines();
  const at = all.findIndex((link) => link.closest("li, tr")?.contains(document.activeElement) ?? false);
  return all[at < 0 ? (way > 0 ? 0 : all.length - 1) : at + way];
}

/** The page beside, in the row that has the focus: before the first stands the issue itself.
 *  @param {number} way @returns {HTMLElement|undefined} */
function across(way) {
  const row = document.activeElement?.closest("#issues tbody tr");
  const all = /** @type {HTMLElement[]} */ ([...(row?.querySelectorAll("th a, .page-cell") ?? [])]);
  const at = all.findIndex((link) => link === document.activeElement);
  return at < 0 ? undefined : all[at + way];
}
