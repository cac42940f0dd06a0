// @ts-check
// The page of the desk as it stands: its lines and cards, the focus, and how it is drawn again.

import { morph } from "../lib/morph.js";
import { during } from "../lib/rest.js";

/** @returns {HTMLElement} */
export const desk = () => /** @type {HTMLElement} */ (document.getElementById("desk"));

/** @returns {HTMLElement[]} the lines of the part, from top to bottom */
export const lines = () => /** @type {HTMLElement[]} */ ([...document.querySelectorAll("#sheet .line")]);

/** @returns {HTMLElement|null} the line that has the focus of the desk */
export const here = () => document.querySelector("#sheet .line[data-focus]");

/** The cards beside a line that are new and unread.
 *  @param {Element} line @returns {HTMLElement[]} */
export const unreadCards = (line) => /** @type {HTMLElement[]} */ ([...line.querySelectorAll('.margin-card[data-kind="change"][data-unread]')]);

/** @returns {HTMLElement[]} unread cards of the article itself */
export const headCards = () => /** @type {HTMLElement[]} */ ([...document.querySelectorAll('#head-cards .margin-card[data-unread]')]);

/** A line's block, as acts name it.
 *  @param {HTMLElement} line @returns {{page: number, start: number, end: number}} */
export const extent = (line) => ({ page: Number(line.dataset.page), start: Number(line.dataset.start), end: Number(line.dataset.end) });

/** The part of the desk that scrolls. */
export const scroller = () => /** @type {HTMLElement} */ (document.getElementById("desk-scroll"));

/** Whether all of a line can be seen, or as much of it as the window holds.
 *  @param {Element} line */
export function isShown(line) {
  const window = scroller().getBoundingClientRect();
  const box = line.getBoundingClientRect();
  return box.bottom <= window.bottom + 1 && (box.top >= window.top - 1 || box.height >= window.height);
}

/** @typedef {{moved: (extend: boolean) => void, drawn: () => void}} Follower what goes with the focus, and is drawn again after the lines */

/** @type {Follower[]} */
const followers = [];

/** Lets something follow the focus.
 *  @param {Follower} follower */
export const follow = (follower) => void followers.push(follower);

/** Gives the focus to a line, and brings it into view if it is not.
 *  @param {HTMLElement|null|undefined} line @param {{still?: boolean, extend?: boolean}} [how] still leaves what is scrolled as it is,
 *  extend takes the lines up to it into the range */
export function focus(line, { still = false, extend = false } = {}) {
  for (const other of document.querySelectorAll("#sheet .line[data-focus]")) if (other !== line) other.removeAttribute("data-focus");
  if (!line) return;
  line.dataset.focus = "";
  line.focus({ preventScroll: true });
  for (const follower of followers) follower.moved(extend);
  if (still || isShown(line)) return;
  const window = scroller().getBoundingClientRect();
  scroller().scrollBy({ top: line.getBoundingClientRect().top - window.top - window.height / 4, behavior: "instant" });
}

/** The newest drawing that was asked for; older answers are dropped. */
let asked = 0;

/** How many drawings are under way. */
export const drawn = { under: 0 };

/** Draws the page again as the server sees it now: only what differs is changed.
 *  @param {string} [url] of another part @returns {Promise<boolean>} whether it was drawn */
export function redraw(url = location.pathname + location.search) {
  const mine = ++asked;
  drawn.under++;
  return during(async () => {
    const response = await fetch(url, { headers: { Accept: "text/html" } }).catch(() => null);
    if (!response?.ok || mine !== asked) return false;
    const fresh = new DOMParser().parseFromString(await response.text(), "text/html").getElementById("desk");
    if (!fresh || mine !== asked) return false;
    const at = here()?.id;
    morph(desk(), fresh);
    if (at && !here()) focus(/** @type {HTMLElement|null} */ (document.getElementById(at)), { still: true });
    for (const follower of followers) follower.drawn();
    return true;
  }).finally(() => drawn.under--);
}

/** Moves the focus by lines.
 *  @param {number} by @param {(line: HTMLElement) => void} [to] */
export function moveFocus(by, to = focus) {
  const all = lines();
  const line = here();
  const next = all[Math.max(0, Math.min(all.length - 1, (line ? all.indexOf(line) : -1) + by))];
  if (next) to(next);
}
