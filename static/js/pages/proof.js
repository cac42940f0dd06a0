// @ts-check
// Starts the proof's page: keeps the reading that was chosen, puts the next piece in place when the
// reader comes near it, leads from a paragraph to its block, and prints the issue whole.

import { byID } from "../lib/dom.js";
import { chooseReading, readingOf } from "../workbench/correction_reading.js";
import { placeOfPart } from "../workbench/proof_press.js";

/** Starts everything. */
export function start() {
  const page = byID("proof");
  const user = document.body.dataset.user ?? "";
  chooseAtFirst(user);
  page.classList.add("linked");
  page.addEventListener("click", (event) => {
    const href = placeOfPart(event)?.href;
    if (href) location.assign(href);
  });
  followPieces();
  const print = byID("print");
  print.hidden = false;
  print.addEventListener("click", () => printWhole());
  document.documentElement.dataset.ready = "true";
}

/** The radio buttons show what was chosen last, and keep what is chosen now.
 *  @param {string} user */
function chooseAtFirst(user) {
  const field = document.getElementById("reading");
  if (!field) return;
  const chosen = document.getElementById(`reading-${readingOf(user, "corrected")}`);
  if (chosen instanceof HTMLInputElement) chosen.checked = true;
  field.addEventListener("change", (event) => {
    if (event.target instanceof HTMLInputElement) chooseReading(user, /** @type {import("../workbench/correction_reading.js").Reading} */ (event.target.value));
    delete document.documentElement.dataset.reading; // here the buttons say it
  });
}

/** @type {Promise<boolean>|null} */
let coming = null;

/** Puts the next piece in place of the link to it; false if it is absent or did not come.
 *  @returns {Promise<boolean>} */
function nextPiece() {
  coming ??= fetchPiece().finally(() => (coming = null));
  return coming;
}

/** @returns {Promise<boolean>} */
async function fetchPiece() {
  const onward = document.getElementById("next");
  const link = onward?.querySelector("a");
  if (!onward || !link) return false;
  const address = new URL(link.href);
  address.searchParams.set("part", "");
  try {
    const response = await fetch(address);
    if (!response.ok || response.redirected) return false;
    const piece = document.createElement("template");
    piece.innerHTML = await response.text();
    piece.content.querySelector("[rel=prev]")?.closest("p")?.remove();
    onward.replaceWith(piece.content);
    followPieces();
    return true;
  } catch {
    return false; // the link stands, and can be pressed
  }
}

/** Fetches the next piece when the reader is about two windows away from it. */
function followPieces() {
  const onward = document.getElementById("next");
  if (!onward) return;
  const watch = new IntersectionObserver((entries) => {
    if (!entries.some((e) => e.isIntersecting)) return;
    watch.disconnect();
    void nextPiece();
  }, { rootMargin: "0px 0px 200% 0px" });
  watch.observe(onward);
}

/** Prints the issue whole, not as far as it was read. */
async function printWhole() {
  while (await nextPiece());
  print();
}
