// @ts-check
// What is typed at the desk: the opinion, comments and answers. What was begun is kept by the server, so that it
// is there again after a reload or another sign-in.

import { address } from "../lib/address.js";
import { debounced, h } from "../lib/dom.js";
import { newID } from "../lib/ids.js";
import { t } from "../lib/locale.js";
import { desk, extent, focus, redraw } from "./page.js";
import { send } from "./sending.js";

const rest = 700; // after the last key, before a draft is kept, in milliseconds

const set = () => Number(desk().dataset.set);

/** Keeps drafts while somebody types. */
export function listenToDrafts() {
  /** @type {Map<HTMLTextAreaElement, () => void>} */
  const keeping = new Map();
  document.addEventListener("input", (event) => {
    const field = event.target;
    if (!(field instanceof HTMLTextAreaElement) || !field.dataset.place) return;
    field.dataset.typed = "";
    if (!keeping.has(field)) keeping.set(field, debounced(rest, () => keep(field)));
    keeping.get(field)?.();
  });
  addEventListener("pagehide", () => {
    for (const field of document.querySelectorAll("textarea[data-typed]")) void keep(/** @type {HTMLTextAreaElement} */ (field));
  });
}

/** Keeps what stands in a field.
 *  @param {HTMLTextAreaElement} field */
async function keep(field) {
  const outcome = await send(address("drafts", set()), { place: field.dataset.place, words: field.value });
  const kept = field.id === "opinion" ? document.getElementById("draft-kept") : null;
  if (kept) kept.textContent = outcome.ok ? (field.value ? t("Draft kept") : "") : outcome.why;
}

/** Keeps all that was typed, before another part takes the place of the one shown. */
export async function leave() {
  await Promise.all([...document.querySelectorAll("textarea[data-typed]")].map((field) => {
    field.removeAttribute("data-typed");
    return keep(/** @type {HTMLTextAreaElement} */ (field));
  }));
  for (const form of document.querySelectorAll(".desk-words")) form.remove();
}

/** Forgets the draft of a field that was sent.
 *  @param {HTMLTextAreaElement} field */
export function forgetDraft(field) {
  delete field.dataset.typed;
  field.value = "";
  void send(address("drafts", set()), { place: field.dataset.place, words: "" });
}

/** A field for words under a line or card, with its buttons; what was begun there before stands in it.
 *  @param {{id: string, place: string, label: string, words?: string, above: Element|null, suggests?: string, back: () => void, post: (words: string) => Promise<import("./sending.js").Outcome>}} asked
 *  suggests says what change goes with the words, which then may be missing */
export function openWords(asked) {
  const old = document.getElementById(asked.id);
  if (old && !asked.suggests) {
    old.querySelector("textarea")?.focus();
    return;
  }
  const begun = old?.querySelector("textarea")?.value; // another change is suggested instead: the words stay
  old?.remove();
  const field = /** @type {HTMLTextAreaElement} */ (h("textarea", { id: `${asked.id}-field`, rows: 2, maxlength: 4000, "aria-label": asked.label, "data-place": asked.place }));
  const wrong = h("p", { class: "wrong", role: "alert" });
  const close = () => {
    form.remove();
    asked.back();
  };
  const go = async () => {
    if (!field.value.trim() && !asked.suggests) {
      close();
      return;
    }
    wrong.textContent = "";
    const outcome = await asked.post(field.value);
    if (!outcome.ok) {
      wrong.textContent = outcome.why;
      return;
    }
    forgetDraft(field);
    close();
    await redraw();
  };
  const form = h("form", { id: asked.id, class: "desk-words", "data-kept": true, onsubmit: (/** @type {Event} */ event) => {
    event.preventDefault();
    void go();
  } }, asked.suggests ? h("p", { class: "suggests" }, t("Suggests: %s", asked.suggests)) : null, field, wrong, h("p", { class: "card-buttons" }, h("button", { type: "submit", class: "primary" }, t("Send"), " ", h("kbd", {}, "⏎")), h("button", { type: "button", class: "plain", onclick: close }, t("Cancel"))));
  field.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      void go();
    }
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  });
  asked.above?.append(form);
  field.value = begun ?? asked.words ?? drafts()[asked.place] ?? "";
  field.focus();
}

/** The drafts of comments that the server kept, by place.
 *  @returns {Record<string, string>} */
function drafts() {
  return JSON.parse(document.getElementById("drafts")?.textContent ?? "{}");
}

/** Opens the field for a comment on a line, on selected text in it, or on the article.
 *  @param {HTMLElement} line @param {{article?: boolean, selection?: {start: number, end: number}|null, act?: any, suggests?: string, instead?: string}} [about] act is suggested,
 *  suggests says so in words, instead is what the comment says if nothing is typed */
export function comment(line, { article = false, selection = null, act, suggests, instead = "" } = {}) {
  const at = { ...extent(line), ...selection };
  const part = desk().dataset.part ?? "";
  const onArticle = article && !part.startsWith("page-");
  openWords({
    id: "new-comment",
    place: onArticle ? `comment/${part}` : `comment/${at.page}/${at.start}`,
    label: onArticle ? t("Comment on the article") : t("Comment on block %s", line.dataset.number ?? ""),
    above: line.querySelector(".cards"),
    suggests,
    back: () => focus(line, { still: true }),
    post: (text) => send(address("queries", set()), { key: newID(), anchor: onArticle ? "article" : selection ? "text" : "block", ...at, ...(onArticle ? { article: part } : {}), ...(act ? { act } : {}), text: text.trim() ? text : instead }),
  });
}

/** Opens the field for an answer in a thread.
 *  @param {HTMLElement} thread */
export function answer(thread) {
  const key = thread.dataset.thread ?? "";
  openWords({
    id: `answer-${key}`,
    place: `answer/${key}`,
    label: t("Answer"),
    above: thread,
    back: () => focus(/** @type {HTMLElement|null} */ (thread.closest(".line")), { still: true }),
    post: (text) => send(address("comments", set(), key), { key: newID(), text }),
  });
}

/** Settles a thread.
 *  @param {HTMLElement} thread @param {(why: string) => void} say */
export async function settle(thread, say) {
  const outcome = await send(address("resolveQuery", set(), thread.dataset.thread ?? ""), {});
  if (!outcome.ok) say(outcome.why);
  await redraw();
}

/** Takes what a comment suggests.
 *  @param {HTMLElement} spoken @param {(why: string) => void} say */
export async function take(spoken, say) {
  const thread = /** @type {HTMLElement|null} */ (spoken.closest("[data-thread]"));
  const outcome = await send(address("takeComment", set(), thread?.dataset.thread ?? "", spoken.dataset.comment ?? ""), { id: newID(), base: Number(desk().dataset.version) });
  if (!outcome.ok) say(outcome.why);
  await redraw();
}

/** The field of the opinion. */
export const opinion = () => /** @type {HTMLTextAreaElement|null} */ (document.getElementById("opinion"));
