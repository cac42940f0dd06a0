// @ts-check
// From a press in a proof to the block that the text comes from.

/** The reference of the block under a press; null for a press that is cancelled, on a link, or that selects.
 *  @param {MouseEvent} event @returns {HTMLAnchorElement|null} */
export function placeOfPart(event) {
  const target = event.target instanceof Element ? event.target : null;
  if (!target || event.defaultPrevented || target.closest("a, button, label")) return null;
  if (document.getSelection()?.toString()) return null;
  const part = target.closest(".part, .undecided-run");
  const at = /** @type {HTMLElement|null} */ (target.closest("[data-at]"))?.dataset.at;
  const links = /** @type {HTMLAnchorElement[]} */ ([...(part?.querySelectorAll("a[href*='#b-']") ?? [])]);
  return links.find((a) => at && a.hash === `#b-${at}`) ?? links[0] ?? null;
}
