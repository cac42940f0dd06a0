// @ts-check
// Makes a part of the page the same as a newly drawn one, and leaves alone whatever is the same already: the focus, the
// place that was scrolled to, and fields in which somebody has typed.

/** Makes an element the same as another. Elements with an id are kept wherever they went.
 *  @param {Element} old @param {Element} fresh */
export function morph(old, fresh) {
  if (old.tagName !== fresh.tagName) {
    old.replaceWith(document.importNode(fresh, true));
    return;
  }
  if (old.isEqualNode(fresh) || old.hasAttribute("data-own")) return; // what a script says there stays
  attributes(old, fresh);
  if (old instanceof HTMLTextAreaElement) {
    if (!touched(old)) old.value = fresh.textContent ?? "";
    return;
  }
  children(old, fresh);
}

/** Whether somebody has typed in a field since it was drawn.
 *  @param {HTMLTextAreaElement} field */
const touched = (field) => field.dataset.typed !== undefined || document.activeElement === field;

// What scripts set, and the server knows nothing of.
const own = new Set(["data-focus", "data-shown", "data-typed", "data-stale", "open"]);

/** @param {Element} old @param {Element} fresh */
function attributes(old, fresh) {
  for (const { name } of [...old.attributes]) if (!own.has(name) && !fresh.hasAttribute(name)) old.removeAttribute(name);
  for (const { name, value } of fresh.attributes) if (!own.has(name) && old.getAttribute(name) !== value) old.setAttribute(name, value);
}

/** @param {Node} node @returns {string} */
const idOf = (node) => (node instanceof Element ? node.id : "");

/** @param {Element} old @param {Element} fresh */
function children(old, fresh) {
  const named = new Map([...old.children].filter((child) => child.id).map((child) => [child.id, child]));
  const wanted = new Set([...fresh.children].map((child) => child.id).filter(Boolean));
  /** @type {ChildNode|null} */
  let at = old.firstChild;
  for (const child of [...fresh.childNodes]) {
    while (at && idOf(at) && !wanted.has(idOf(at))) at = remove(at);
    const kept = idOf(child) ? named.get(idOf(child)) : undefined;
    if (kept) {
      if (kept !== at) old.insertBefore(kept, at);
      else at = at.nextSibling;
      morph(kept, /** @type {Element} */ (child));
    } else if (at && !idOf(at) && !idOf(child) && at.nodeType === child.nodeType && at.nodeName === child.nodeName) {
      const next = at.nextSibling;
      if (at instanceof Element) morph(at, /** @type {Element} */ (child));
      else if (at.nodeValue !== child.nodeValue) at.nodeValue = child.nodeValue;
      at = next;
    } else {
      old.insertBefore(document.importNode(child, true), at);
    }
  }
  while (at) at = remove(at);
}

/** Removes a node, unless somebody is typing in it.
 *  @param {ChildNode} node @returns {ChildNode|null} the next one */
function remove(node) {
  const next = node.nextSibling;
  const typing = node instanceof Element && (node.matches("[data-kept]") || node.querySelector("textarea[data-typed]") !== null);
  if (!typing) node.remove();
  return next;
}
