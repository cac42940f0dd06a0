// @ts-check
// The history: the slider shows the set at the version where it is let go, and keeps the focus meanwhile.

import { byID } from "../lib/dom.js";
import { t } from "../lib/locale.js";
import { morph } from "../lib/morph.js";
import { shown } from "../lib/page_lifetime.js";
import { during } from "../lib/rest.js";

/** Starts the page. */
export function start() {
  const form = document.getElementById("slide");
  if (!(form instanceof HTMLFormElement)) return; // nothing has happened yet
  const slider = /** @type {HTMLInputElement} */ (byID("version"));
  for (const button of form.querySelectorAll(".no-script")) button.remove();
  const heading = byID("then-name");
  slider.addEventListener("input", () => (heading.textContent = t("Version %d of %d", Number(slider.value), Number(slider.max))), { signal: shown() });
  slider.addEventListener("change", () => void show(form), { signal: shown() });
  document.addEventListener("keydown", press, { signal: shown() });
  revealStep();
}

/** The newest version that was asked for; older answers are dropped. */
let asked = 0;

/** Shows the version that the form names, and leaves the focus where it is.
 *  @param {HTMLFormElement} form */
function show(form) {
  const url = `${location.pathname}?${new URLSearchParams(/** @type {any} */ (new FormData(form)))}`;
  const mine = ++asked;
  return during(async () => {
    const response = await fetch(url, { headers: { Accept: "text/html" } }).catch(() => null);
    const body = response?.ok ? await response.text().catch(() => "") : "";
    if (mine !== asked) return;
    const fresh = new DOMParser().parseFromString(body, "text/html").getElementById("history");
    if (!fresh) {
      location.assign(url); // the browser says what is wrong
      return;
    }
    for (const button of fresh.querySelectorAll("#slide .no-script")) button.remove();
    history.replaceState(null, "", url);
    morph(byID("history"), fresh);
    revealStep();
  });
}

/** Scrolls the list of steps, and nothing else, to the one that is shown. */
function revealStep() {
  const step = document.querySelector(".timeline [aria-current]");
  const list = step?.closest(".timeline");
  if (!step || !list) return;
  const [own, shownOf] = [step.getBoundingClientRect(), list.getBoundingClientRect()];
  list.scrollTop += Math.min(0, own.top - shownOf.top) + Math.max(0, own.bottom - Math.min(shownOf.bottom, innerHeight));
}

/** Walks the steps, and lays the one that has the focus over the version shown.
 *  @param {KeyboardEvent} event */
function press(event) {
  const step = document.activeElement?.closest(".timeline li");
  if (!step || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
  const to = { ArrowDown: step.nextElementSibling, ArrowUp: step.previousElementSibling }[event.key];
  const against = event.key.toLowerCase() === "d" ? step.querySelector("a.against") : null;
  if (against instanceof HTMLAnchorElement) against.click();
  else if (to) to.querySelector("a")?.focus();
  else return;
  event.preventDefault();
}
