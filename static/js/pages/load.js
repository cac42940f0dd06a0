// @ts-check
// Chooses, shows and sends the files of an issue. Without it the page is a
// plain form; with it come folders, dragging, the list and the progress.

import { n, t } from "../lib/locale.js";
import { added, limits, refusal, sizeWords } from "./load_files.js";

/** @typedef {import("./load_files.js").Chosen} Chosen */

/** Starts the page. */
export function start() {
  const form = element("load-form");
  const input = /** @type {HTMLInputElement} */ (element("files"));
  /** @type {Chosen[]} */
  let files = [];
  const take = (/** @type {Chosen[]} */ more) => {
    files = added(files, more);
    paint(files, (path) => {
      files = files.filter((f) => f.path !== path);
      take([]);
    });
  };

  input.hidden = true;
  element("drop-title").textContent = t("Drag files or a folder here");
  choosers(input, take);
  dragging(element("drop"), take);
  element("chosen-clear").addEventListener("click", () => {
    files = [];
    take([]);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(/** @type {HTMLFormElement} */ (form), files);
  });
}

/** The two buttons that stand for the plain file field.
 *  @param {HTMLInputElement} input @param {(files: Chosen[]) => void} take */
function choosers(input, take) {
  const picked = () => {
    take([...(input.files ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file })));
    input.value = "";
  };
  input.addEventListener("change", picked);
  if (input.files?.length) picked(); // chosen before this script had started
  for (const [id, folder] of /** @type {[string, boolean][]} */ ([["choose-files", false], ["choose-folder", true]])) {
    const button = element(id);
    button.hidden = false;
    button.addEventListener("click", () => {
      input.webkitdirectory = folder;
      input.click();
    });
  }
}

/** @param {HTMLElement} drop @param {(files: Chosen[]) => void} take */
function dragging(drop, take) {
  const page = document.documentElement;
  page.addEventListener("dragover", (event) => {
    event.preventDefault();
    drop.dataset.over = "true";
  });
  page.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) delete drop.dataset.over;
  });
  page.addEventListener("drop", async (event) => {
    event.preventDefault();
    delete drop.dataset.over;
    const entries = [...(event.dataTransfer?.items ?? [])].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
    take((await Promise.all(entries.map(walk))).flat());
  });
}

/** All files below an entry.
 *  @param {FileSystemEntry} entry @returns {Promise<Chosen[]>} */
async function walk(entry) {
  const path = entry.fullPath.replace(/^\//, "");
  if (entry.isFile) {
    const file = await new Promise((done, fail) => /** @type {FileSystemFileEntry} */ (entry).file(done, fail));
    return [{ path, file }];
  }
  const reader = /** @type {FileSystemDirectoryEntry} */ (entry).createReader();
  /** @type {Chosen[]} */
  const found = [];
  for (;;) {
    // A reader gives a hundred entries at a time, and none at the end.
    const entries = await new Promise((done, fail) => reader.readEntries(done, fail));
    if (entries.length === 0) return found;
    for (const inner of entries) found.push(...(await walk(inner)));
  }
}

/** @param {Chosen[]} files @param {(path: string) => void} remove */
function paint(files, remove) {
  const shown = files.slice(0, limits.files);
  element("chosen-files").replaceChildren(...shown.map((f, i) => row(f, i, remove)));
  element("chosen").hidden = files.length === 0;
  element("drop").dataset.full = String(files.length > 0);
  const bytes = files.reduce((sum, f) => sum + f.file.size, 0);
  element("chosen-sum").textContent = n(files.length, "%d file, %s", "%d files, %s", sizeWords(bytes));
  say(refusal(files.map((f) => f.file)));
}

/** @param {Chosen} chosen @param {number} i @param {(path: string) => void} remove */
function row(chosen, i, remove) {
  const tr = document.createElement("tr");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "plain";
  button.textContent = "×";
  button.setAttribute("aria-label", t("Remove %s", chosen.path));
  button.addEventListener("click", () => remove(chosen.path));
  tr.append(cell("td", String(i + 1), "order number"), cell("th", chosen.path, ""), cell("td", sizeWords(chosen.file.size), "number quiet"), cell("td", button, "remove"));
  return tr;
}

/** @param {string} name @param {string|Node} content @param {string} classes */
function cell(name, content, classes) {
  const made = document.createElement(name);
  made.className = classes;
  if (name === "th") made.setAttribute("scope", "row");
  made.append(content);
  return made;
}

/** @param {HTMLFormElement} form @param {Chosen[]} files */
function send(form, files) {
  const refused = refusal(files.map((f) => f.file));
  if (refused) return say(refused);
  const body = new FormData(form);
  body.delete("files");
  for (const f of files) body.append("files", f.file, f.path);

  const request = new XMLHttpRequest();
  request.upload.addEventListener("progress", (event) => progress(event.loaded, event.total));
  request.addEventListener("load", () => answer(request, form));
  request.addEventListener("error", () => {
    busy(false);
    say(t("The text could not be sent, so nothing was stored. Check that Galley is running, then try again."));
  });
  request.open("POST", form.action);
  request.send(body);
  say("");
  busy(true);
  progress(0, 1);
}

/** Goes where the server led, or shows its sentence in the form.
 *  @param {XMLHttpRequest} request @param {HTMLFormElement} form */
function answer(request, form) {
  if (request.status < 400 && request.responseURL !== form.action) {
    location.assign(request.responseURL);
    return;
  }
  busy(false);
  const page = new DOMParser().parseFromString(request.responseText, "text/html");
  const sentence = page.querySelector("#form-error, #trouble")?.textContent?.trim();
  say(sentence || t("Something went wrong inside Galley. Nothing was stored; please try again."));
}

/** @param {boolean} is */
function busy(is) {
  element("sending").hidden = !is;
  /** @type {HTMLButtonElement} */ (element("read")).disabled = is;
}

/** @param {number} sent @param {number} total */
function progress(sent, total) {
  /** @type {HTMLProgressElement} */ (element("sent")).value = total ? (100 * sent) / total : 0;
  element("sent-words").textContent = sent < total ? t("Sending, %s of %s", sizeWords(sent), sizeWords(total)) : t("Reading the text");
}

/** @param {string} sentence */
function say(sentence) {
  const place = element("form-error");
  place.replaceChildren();
  if (!sentence) return;
  const p = document.createElement("p");
  p.className = "notice bad";
  p.textContent = sentence;
  place.append(p);
  place.scrollIntoView({ block: "nearest" });
}

/** @param {string} id @returns {HTMLElement} */
function element(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return found;
}
