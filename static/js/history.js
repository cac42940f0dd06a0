// @ts-check
// The history: the slider shows the set at the version where it is let go.

import { byID } from "./dom.js";
import { shown } from "./life.js";
import { t } from "./locale.js";

/** Starts the page. */
export function start() {
  const form = document.getElementById("slide");
  if (!(form instanceof HTMLFormElement)) return; // nothing has happened yet
  const slider = /** @type {HTMLInputElement} */ (byID("version"));
  for (const button of form.querySelectorAll(".no-script")) button.remove();
  const heading = byID("then-name");
  slider.addEventListener("input", () => (heading.textContent = t("Version %d of %d", Number(slider.value), Number(slider.max))), { signal: shown() });
  slider.addEventListener("change", () => form.requestSubmit(), { signal: shown() });
  document.querySelector(".timeline [aria-current]")?.scrollIntoView({ block: "nearest" });
}
