// @ts-check
// Small words for building elements.

import { shown } from "./page_lifetime.js";
import { during, soon, underWay } from "./rest.js";

/** An element with attributes and children. A true attribute stands without a value, a false or
 *  undefined one is left out, and "onclick" and its like take functions.
 *  @param {string} name @param {Record<string, any>} [attributes] @param {...(Node|string|null|undefined)} children
 *  @returns {HTMLElement} */
export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else set(element, key, value);
  }
  element.append(...children.filter((c) => c !== null && c !== undefined));
  return element;
}

/** Sets an attribute, or takes it away. True stands without a value, but in ARIA as "true".
 *  @param {Element} element @param {string} name @param {any} value */
export function set(element, name, value) {
  const words = value === true && !name.startsWith("aria-") ? "" : String(value);
  if (value === false || value === undefined || value === null) element.removeAttribute(name);
  else if (element.getAttribute(name) !== words) element.setAttribute(name, words);
}

/** The element with an id; a page without it is broken.
 *  @param {string} id @returns {HTMLElement} */
export function byID(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no element ${id}`);
  return found;
}

/** The data in a JSON script element.
 *  @param {string} id @returns {any} */
export function data(id) {
  return JSON.parse(byID(id).textContent ?? "null");
}

/** Whether an element takes text, so that keys belong to it.
 *  @param {EventTarget|null} target @returns {boolean} */
export function isField(target) {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

/** Runs later, once, however often it is asked.
 *  @param {number} delay in milliseconds @param {() => unknown} run @returns {() => void} */
export function debounced(delay, run) {
  let timer = 0;
  /** @type {(() => void)|undefined} */
  let asked;
  return () => {
    clearTimeout(timer);
    const over = (asked ??= underWay());
    timer = setTimeout(() => {
      asked = undefined;
      void during(run, over);
    }, delay);
  };
}

const calm = 120; // milliseconds after the last act
const latest = 600; // milliseconds that something waits for an idle moment

/** Runs later, once, when nothing else waits: keys come first.
 *  @param {() => void} run @returns {() => void} */
export function whenCalm(run) {
  const page = shown();
  return debounced(calm, () => void requestIdleCallback(soon(() => void (page.aborted || run())), { timeout: latest }));
}

/** Runs behind the next frame, once, however often it is asked until then.
 *  @param {() => void} run @returns {() => void} */
export function afterFrame(run) {
  const page = shown();
  let asked = false;
  return () => {
    if (asked) return;
    asked = true;
    const told = soon(() => {
      asked = false;
      if (!page.aborted) run();
    });
    requestAnimationFrame(() => setTimeout(told));
  };
}
