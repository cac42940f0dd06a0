// @ts-check
// What was read: Space agrees to what is in view and goes on, and only text that was shown counts as read.

import { t } from "../lib/locale.js";
import { extent, focus, headCards, here, isShown, lines, scroller, unreadCards } from "./page.js";

/** @typedef {{text: {page: number, start: number, end: number}[], cells: string[]}} Read */

/** Whether something in a line waits to be read by itself: a change, or what is worth a look.
 *  @param {Element} line */
const isStop = (line) => line.hasAttribute("data-unread") && (unreadCards(line).length > 0 || line.hasAttribute("data-risk"));

/** The next line that was not read, from a line on; beginning again behind the last.
 *  @param {HTMLElement|null} from @param {number} [by] @returns {HTMLElement|undefined} */
export function nextUnread(from, by = 1) {
  const all = lines();
  const at = from ? all.indexOf(from) : -1;
  const order = by > 0 ? [...all.slice(at + 1), ...all.slice(0, Math.max(0, at))] : [...all.slice(0, Math.max(0, at)).reverse(), ...all.slice(at + 1).reverse()];
  return order.find((line) => line.hasAttribute("data-unread"));
}

/** How many places are unread in what is not drawn yet of a long part. */
export const unreadBelow = () => Number(document.getElementById("more-lines")?.dataset.unread ?? 0);

/** How many places of the part were not read. */
export const countUnread = () => unreadBelow() + lines().filter((line) => line.hasAttribute("data-unread")).length + headCards().length;

/** Marks a line, or a card of the article itself, as read on the page.
 *  @param {HTMLElement} line @param {Read} read */
function readLine(line, read) {
  read.text.push(extent(line));
  for (const card of unreadCards(line)) readCard(card, read);
  line.removeAttribute("data-unread");
  const sign = line.querySelector(".sign");
  if (sign && sign.textContent) sign.textContent = "✓";
}

/** @param {HTMLElement} card @param {Read} read */
export function readCard(card, read) {
  read.cells.push(...(card.dataset.cells ?? "").split(" ").filter(Boolean));
  card.removeAttribute("data-unread");
  card.querySelector('[data-do="agree"]')?.setAttribute("aria-pressed", "true");
}

/** Agrees to one line: what is new in it, and its text.
 *  @param {HTMLElement} line @returns {Read} */
export function agreeTo(line) {
  /** @type {Read} */
  const read = { text: [], cells: [] };
  readLine(line, read);
  return read;
}

/** Reads what is in view, as Space does: the focused stop, and all plain text that is shown whole. Where the next
 *  stop is, the focus goes; beyond the window it scrolls first and reads nothing.
 *  @returns {{read: Read, say: string}} */
export function readOn() {
  /** @type {Read} */
  const read = { text: [], cells: [] };
  const focused = here();
  if (focused && !isShown(focused)) {
    scroller().scrollBy({ top: scroller().clientHeight * 0.8, behavior: "instant" });
    if (!isShown(focused)) return { read, say: "" };
  }
  const atTop = scroller().scrollTop <= 1;
  if (atTop) for (const card of headCards()) readCard(card, read);
  for (const line of lines()) {
    if (!line.hasAttribute("data-unread") || !isShown(line)) continue;
    if (line === focused || !isStop(line)) readLine(line, read);
  }
  const next = nextStop(focused);
  if (next) focus(next);
  else if (countUnread() === 0) return { read, say: t("All of it is read. Enter accepts it.") };
  return { read, say: "" };
}

/** The next place to stop at: an unread stop in view below the focus, else the first unread line of all.
 *  @param {HTMLElement|null} from @returns {HTMLElement|undefined} */
function nextStop(from) {
  const all = lines();
  const behind = all.slice(from ? all.indexOf(from) + 1 : 0);
  return behind.find((line) => isStop(line) && isShown(line)) ?? behind.find((line) => line.hasAttribute("data-unread")) ?? nextUnread(from);
}
