// @ts-check
// A page that shows a link or a token once: a button copies it.

/** Starts the page. */
export function start() {
  const field = /** @type {HTMLInputElement} */ (document.getElementById("secret"));
  const button = /** @type {HTMLButtonElement} */ (document.getElementById("copy"));
  const status = /** @type {HTMLElement} */ (document.getElementById("copy-status"));
  field.addEventListener("focus", () => field.select());
  if (!navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(field.value);
    button.textContent = button.dataset.copied ?? "";
    status.textContent = button.textContent;
  });
}
