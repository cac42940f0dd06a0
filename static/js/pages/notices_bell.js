// @ts-check
// The bell says how many notices are new. A page that is in sight asks for it again now and then, and at
// once when it comes into sight.

import { address } from "../lib/address.js";

/** Milliseconds between two questions. */
const every = 60_000;

export function watchBell() {
  if (!document.getElementById("bell")) return;
  setInterval(ring, every);
  document.addEventListener("visibilitychange", ring);
}

async function ring() {
  if (document.hidden) return;
  try {
    const response = await fetch(address("bell"));
    if (!response.ok || response.redirected) return;
    const next = new DOMParser().parseFromString(await response.text(), "text/html").getElementById("bell");
    const bell = document.getElementById("bell");
    if (!next || !bell || next.ariaLabel === bell.ariaLabel) return;
    const focused = document.activeElement === bell;
    bell.replaceWith(next);
    if (focused) next.focus();
  } catch {
    // The server is away: the next question may find it.
  }
}
