// @ts-check
// Comparing sets: one difference after the other is decided by keys. The page is plain forms; here their
// buttons are pressed by keys, what they send is sent beside the page, and the next open difference gets
// the focus before the answer is there.

import { byID, data, isField } from "../lib/dom.js";
import { n, t } from "../lib/locale.js";
import { sendForm } from "./compare_send.js";

/** What the server tells the script. @typedef {{ sets: number, roles: Record<string, string>, types: Record<string, string> }} Facts */

/** @type {Facts} */
let facts;
/** The key of the difference decided last. */
let last = "";
/** The first letter of a role of two, such as "e", until the second is there. */
let begun = "";
/** What is sent, one after the other. @type {Promise<unknown>} */
let sending = Promise.resolve();

export function start() {
  facts = data("compare-data");
  const sheet = byID("differences");
  sheet.addEventListener("keydown", (event) => press(event));
  document.addEventListener("submit", (event) => submitted(event));
  const there = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  if (there?.matches(".compare-row")) return;
  const first = there?.matches(".difference") ? there : forms().find(isOpen);
  if (first) focus(first);
}

/** All differences of the page, in the order of the text. */
const forms = () => /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".difference")]);

/** @param {HTMLElement} form */
const isOpen = (form) => form.hasAttribute("data-open") && !form.hasAttribute("data-sent");

/** @param {HTMLElement} form */
function focus(form) {
  form.focus({ preventScroll: true });
  form.scrollIntoView({ block: "center" });
}

/** The difference that has the focus. @returns {HTMLElement | null} */
function here() {
  return document.activeElement?.closest(".difference") ?? null;
}

/** @param {KeyboardEvent} event */
function press(event) {
  const at = here();
  if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.altKey || event.metaKey || isField(event.target)) return;
  if (event.key === " " && event.target !== at) return; // a button is pressed by it
  const key = letter(event);
  const chord = begun;
  begun = "";
  if (move(key) || (at && (decideBy(at, chord ? chord + " " + key : key)))) event.preventDefault();
}

/** The key pressed, on whatever layout. @param {KeyboardEvent} event */
function letter(event) {
  const latin = event.key.length > 1 || /[\x20-\x7e]/.test(event.key);
  return (latin ? event.key : event.code.replace(/^(Key|Digit)/, "")).toLowerCase();
}

/** Goes to another difference. @param {string} key @returns {boolean} whether the key does so */
function move(key) {
  const all = forms(), at = here(), i = at ? all.indexOf(at) : -1;
  if (key === "arrowdown" || key === "arrowup") {
    const next = all[key === "arrowdown" ? i + 1 : Math.max(0, i - 1)];
    if (next) focus(next);
    return true;
  }
  if (key === "z") {
    takeBack();
    return true;
  }
  if (key === "n" && !at?.querySelector("[name=own-type]")) {
    goOn(at);
    return true;
  }
  return false;
}

/** Goes to the next open difference behind one; if none is left, to the next page that has some.
 *  @param {HTMLElement | null} from */
function goOn(from) {
  const all = forms(), i = from ? all.indexOf(from) : -1;
  const next = [...all.slice(i + 1), ...all.slice(0, i + 1)].find(isOpen);
  if (next) return focus(next);
  const more = /** @type {HTMLAnchorElement | null} */ (document.querySelector("#more, #compare-tabs a:not([aria-current]):has(.warn)"));
  if (more && !from?.matches("[data-open]")) say(t("Nothing is open here any longer. Press N to go on."));
  if (more && from && !from.matches("[data-sent]")) more.click();
}

/** Decides a difference by a key. @param {HTMLElement} form @param {string} key @returns {boolean} whether the key does so */
function decideBy(form, key) {
  const reason = { 7: "slip", 8: "guideline", 9: "ambiguous" }[key];
  if (reason) return giveReason(form, reason);
  const button = buttonOf(form, key);
  if (button) {
    decide(form, button.value);
    return true;
  }
  return ownBy(form, key);
}

/** The button of a key. @param {HTMLElement} form @param {string} key @returns {HTMLButtonElement | null} */
function buttonOf(form, key) {
  const choices = /** @type {HTMLButtonElement[]} */ ([...form.querySelectorAll("button.choice")]);
  if (facts.sets === 2 && key === "arrowleft") return choices[0] ?? null;
  if (facts.sets === 2 && key === "arrowright") return choices[1] ?? null;
  if (/^[1-6]$/.test(key)) return choices.find((b) => b.dataset.numbers?.split(", ").includes(key)) ?? null;
  const take = { "=": "both", backspace: "neither", " ": "agreed" }[key];
  return take ? form.querySelector(`button[name=take][value=${take}]`) : null;
}

/** Takes a role or a type of one's own. @param {HTMLElement} form @param {string} key */
function ownBy(form, key) {
  const select = /** @type {HTMLSelectElement | null} */ (form.querySelector("[name=own-role], [name=own-type]"));
  if (!select) return false;
  const words = select.name === "own-role" ? facts.roles : facts.types;
  const value = words[key];
  if (value && [...select.options].some((o) => o.value === value)) {
    decide(form, "own:" + value);
    return true;
  }
  if (Object.keys(words).some((w) => w.startsWith(key + " "))) begun = key;
  return begun !== "";
}

/** The form of a difference. @param {HTMLElement} card @returns {HTMLFormElement} */
const formOf = (card) => /** @type {HTMLFormElement} */ (card.querySelector("form"));

/** Sends a decision, and goes on. @param {HTMLElement} form @param {string} take */
function decide(form, take) {
  const key = form.dataset.key ?? "";
  const fields = formOf(form);
  const asked = new FormData(fields);
  asked.set("take", take);
  form.toggleAttribute("data-sent", true);
  last = key;
  goOn(form);
  send(fields.action, asked, () => document.getElementById(form.id)?.toggleAttribute("data-sent", false));
}

/** Says why the sets differ: in this difference if it is decided, else in the one decided last.
 *  @param {HTMLElement} form @param {string} reason */
function giveReason(form, reason) {
  const about = form.hasAttribute("data-open") && last ? document.getElementById("d-" + last) : form;
  if (!about) return true;
  const asked = new FormData(formOf(about));
  asked.set("reason", reason);
  send(byID("differences").dataset.reason ?? "", asked);
  return true;
}

/** Takes the last decision back. */
function takeBack() {
  const form = /** @type {HTMLFormElement | null} */ (document.getElementById("take-back"));
  if (form) send(form.action, new FormData(form), undefined, true);
}

/** Sends behind what is under way; shows what has changed, and what is wrong.
 *  @param {string} action @param {FormData} asked @param {() => void} [failed] @param {boolean} [follow] whether the focus goes to what changed */
function send(action, asked, failed, follow = false) {
  sending = sending.then(async () => {
    const keys = await sendForm(action, asked);
    if (!keys) return failed?.();
    if (follow) {
      const first = document.getElementById("d-" + keys[0]);
      if (first) focus(first);
      else location.reload();
    }
    const open = Number(byID("compare-state").dataset.open);
    say(open ? n(open, "%d difference is open", "%d differences are open") : t("All differences are decided."));
  });
}

/** Sends what a button was pressed for beside the page. @param {SubmitEvent} event */
function submitted(event) {
  const form = event.target, button = /** @type {HTMLButtonElement | null} */ (event.submitter);
  if (!(form instanceof HTMLFormElement) || !button) return;
  if (form.id === "take-back") {
    event.preventDefault();
    takeBack();
    return;
  }
  const card = /** @type {HTMLElement | null} */ (form.closest(".difference"));
  if (!card) return;
  event.preventDefault();
  if (button.name !== "reason") return decide(card, button.value);
  last = card.dataset.key ?? "";
  giveReason(card, button.value);
}

/** @param {string} words */
function say(words) {
  byID("live").textContent = words;
}
