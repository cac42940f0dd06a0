// @ts-check
// The list of what was said of a part: a point is checked off with a click, or with its number while the list has the focus.

import { address } from "../lib/address.js";
import { t } from "../lib/locale.js";
import { desk, redraw } from "./page.js";
import { send } from "./sending.js";

/** The boxes of the list, in its order.
 *  @returns {HTMLElement[]} */
const boxes = () => /** @type {HTMLElement[]} */ ([...document.querySelectorAll('#points [data-do="check"]')]);

/** Checks off the point with a number in the list, or opens it again.
 *  @param {number} n from 1 @param {(words: string) => void} say */
export function checkPoint(n, say) {
  const box = boxes()[n - 1];
  if (box) void check(box, say);
  else say(t("The list has no point %d.", n));
}

/** @param {HTMLElement} box @param {(words: string) => void} say */
export async function check(box, say) {
  const done = box.getAttribute("aria-checked") === "true";
  const outcome = await send(address(done ? "reopenQuery" : "resolveQuery", Number(desk().dataset.set), box.dataset.of ?? ""), {});
  if (!outcome.ok) say(outcome.why);
  await redraw();
}
