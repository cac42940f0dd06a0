// @ts-check
// Sends a decision and puts the parts of the page that changed in their places.

import { byID } from "../lib/dom.js";
import { t } from "../lib/locale.js";

/** Sends a form's fields; gives the keys of what changed, or null if it was refused or did not arrive.
 *  @param {string} action @param {FormData} asked @returns {Promise<string[] | null>} */
export async function sendForm(action, asked) {
  asked.set("part", "1");
  const fields = new URLSearchParams();
  for (const [name, value] of asked) fields.append(name, String(value));
  let response;
  try {
    response = await fetch(action, { method: "POST", body: fields });
  } catch {
    complain(t("This could not be sent. Check your connection and try again."));
    return null;
  }
  if (response.redirected) {
    location.reload(); // somebody signed out
    return null;
  }
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  if (!response.ok) {
    complain(page.getElementById("trouble")?.textContent?.trim() || t("This could not be sent. Check your connection and try again."));
    return null;
  }
  byID("compare-error").hidden = true;
  return putIn(page);
}

/** Puts parts in their places; what has the focus keeps it. @param {Document} page @returns {string[]} */
function putIn(page) {
  const focused = document.activeElement?.closest(".difference")?.id;
  for (const part of [...page.querySelectorAll("[id^=compare-], .difference")]) {
    const old = document.getElementById(part.id);
    if (old && part.id !== "compare-keys") old.replaceWith(document.adoptNode(part));
  }
  if (focused && document.activeElement?.closest(".difference")?.id !== focused) {
    document.getElementById(focused)?.focus({ preventScroll: true });
  }
  const keys = page.getElementById("compare-keys")?.dataset.keys ?? "";
  return keys.split(" ").filter(Boolean);
}

/** @param {string} words */
function complain(words) {
  const box = byID("compare-error");
  box.textContent = words;
  box.hidden = false;
}
