// @ts-check
// The field in the bar that searches all issues: / goes there. In the workbench / finds in the page.

export function watchSearchKey() {
  const field = document.getElementById("search-field");
  if (!(field instanceof HTMLInputElement)) return;
  addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target instanceof Element && event.target.closest("input, select, textarea, [contenteditable]")) return;
    event.preventDefault();
    field.select();
  });
}
