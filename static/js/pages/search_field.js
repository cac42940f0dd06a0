// @ts-check
// The field in the bar that searches all issues: / goes there, or to the page that
// searches if there is no room for it. In the workbench / finds in the page.

export function watchSearchKey() {
  const field = document.getElementById("search-field");
  if (!(field instanceof HTMLInputElement)) return;
  addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target instanceof Element && event.target.closest("input, select, textarea, [contenteditable]")) return;
    event.preventDefault();
    if (field.checkVisibility()) field.select();
    else document.getElementById("to-search")?.click();
  });
}
