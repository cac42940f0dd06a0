// @ts-check
// Turning to another page of an issue, without leaving the document: a browser drops the keys that are
// pressed between two documents, and here none may be lost.

import { endLife, shown } from "../lib/page_lifetime.js";
import { underWay } from "../lib/rest.js";

const kept = "galley-keys"; // in the session's storage, where a whole new document finds them too

/** Keeps a key for the page that is coming.
 *  @param {string} token */
export function keepKey(token) {
  sessionStorage.setItem(kept, JSON.stringify([...JSON.parse(sessionStorage.getItem(kept) ?? "[]"), token]));
}

/** The keys that were kept, once.
 *  @returns {string[]} */
export function takeKeys() {
  const keys = JSON.parse(sessionStorage.getItem(kept) ?? "[]");
  sessionStorage.removeItem(kept);
  return keys;
}

/** Shows another page of the set in the place of this one and starts it. If something else comes
 *  than a page of this program, the browser goes there. False when the server cannot be reached:
 *  then everything stays.
 *  @param {string} url @param {() => void} start @param {boolean} [back] the address is shown already @returns {Promise<boolean>} */
export async function turnTo(url, start, back = false) {
  const response = await fetch(url, { headers: { Accept: "text/html" } }).catch(() => null);
  if (!response) return false;
  const next = new DOMParser().parseFromString(await response.text(), "text/html");
  if (!response.ok || response.redirected || programOf(next) !== programOf(document)) {
    underWay(); // until this document is gone
    location.assign(url);
    if (new URL(url, location.href).pathname === location.pathname) location.reload(); // another hash alone loads nothing
    return true;
  }
  endLife();
  if (!back) history.pushState(null, "", url);
  document.title = next.title;
  document.body.replaceWith(document.adoptNode(next.body));
  start();
  return true;
}

/** What says that a page comes from the same version of the program: the address of its script.
 *  @param {Document} page */
function programOf(page) {
  return `${page.documentElement.lang} ${page.querySelector("script[type=module]")?.getAttribute("src")} ${page.body.dataset.module} ${page.body.dataset.user}`;
}

/** Turns pages when a link, or the browser's way back, leads to a page of the set.
 *  @param {number} set @param {(url: string, back: boolean) => void} turn */
export function listenToTurns(set, turn) {
  const signal = shown();
  const here = location.pathname;
  const isPage = (/** @type {string} */ path) => new RegExp(`^/sets/${set}/pages/\\d+$`).test(path);
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    if (!(link instanceof HTMLAnchorElement) || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (link.origin !== location.origin || !isPage(link.pathname) || link.pathname === here) return;
    event.preventDefault();
    turn(link.pathname + link.hash, false);
  }, { signal });
  addEventListener("popstate", () => {
    if (location.pathname !== here && isPage(location.pathname)) turn(location.pathname + location.hash, true);
  }, { signal });
}
