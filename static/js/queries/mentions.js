// @ts-check
// The names that are offered while somebody types behind an @, by keyboard and by mouse. The field keeps
// the browser's focus; the server finds the names in the text by itself.

import { address } from "../lib/address.js";
import { h, set } from "../lib/dom.js";
import { t } from "../lib/locale.js";
import { initials } from "../lib/pinyin.js";

/** @typedef {{id: number, name: string}} Person */

const most = 8; // names offered at once

/** @type {Map<number, Promise<Person[]>>} whom one can mention, by the set */
const known = new Map();

/** @param {number} set @returns {Promise<Person[]>} */
function peopleOf(set) {
  const asked = known.get(set) ?? fetch(address("readers", set), { headers: { Accept: "application/json" } }).then(async (r) => (r.ok ? (await r.json()).people : Promise.reject(new Error()))).catch(() => {
    known.delete(set); // it is asked again with the next letter
    return [];
  });
  known.set(set, asked);
  return asked;
}

/** The beginning of a name in front of the caret; undefined if nobody is being named.
 *  @param {string} before @returns {string|undefined} */
export const namedSoFar = (before) => before.match(/(?:^|[^\p{L}\p{N}]|\p{Script=Han})[@＠]([^@＠\n]{0,40})$/u)?.[1];

/** The people whom a beginning may mean: of the whole name, of a later word, or of its pinyin.
 *  @param {Person[]} people @param {string} typed @returns {Person[]} */
export function matching(people, typed) {
  const sought = typed.toLowerCase();
  const fits = people.filter(({ name }) => {
    const low = name.toLowerCase();
    return low.startsWith(sought) || low.includes(` ${sought}`) || (/^[a-z]+$/.test(sought) && initials(name).startsWith(sought));
  });
  return fits.length === 1 && fits[0].name.toLowerCase() === sought ? [] : fits.slice(0, most);
}

export class MentionList {
  /** @param {HTMLTextAreaElement} field @param {number} of the set */
  constructor(field, of) {
    this.field = field;
    this.set = of;
    /** @type {Person[]} */
    this.people = [];
    this.at = 0;
    this.element = h("ul", { class: "mention-list", id: `${field.id}-people`, role: "listbox", "aria-label": t("Colleagues to mention"), hidden: true });
    set(field, "aria-autocomplete", "list");
    for (const event of ["input", "compositionend", "click"]) field.addEventListener(event, () => void this.offer());
    field.addEventListener("keydown", (event) => this.key(event));
    field.addEventListener("blur", () => this.close());
  }

  /** Offers who may be meant. */
  async offer() {
    const typed = namedSoFar(this.field.value.slice(0, this.field.selectionStart));
    if (typed === undefined) return this.close();
    const people = matching(await peopleOf(this.set), typed);
    if (namedSoFar(this.field.value.slice(0, this.field.selectionStart)) !== typed || people.length === 0) return this.close();
    this.people = people;
    this.at = 0;
    this.element.replaceChildren(...people.map((p, i) => h("li", { role: "option", id: `${this.element.id}-${i}`, onmousedown: (/** @type {Event} */ e) => e.preventDefault(), onclick: () => this.take(i) }, p.name)));
    this.element.hidden = false;
    set(this.field, "aria-controls", this.element.id);
    this.point();
  }

  point() {
    [...this.element.children].forEach((row, i) => set(row, "aria-selected", String(i === this.at)));
    set(this.field, "aria-activedescendant", `${this.element.id}-${this.at}`);
  }

  close() {
    this.element.hidden = true;
    for (const name of ["aria-controls", "aria-activedescendant"]) set(this.field, name, false);
  }

  /** Takes the keys of the list while it is open; the form no longer gets them.
   *  @param {KeyboardEvent} event */
  key(event) {
    if (this.element.hidden || event.isComposing || event.keyCode === 229) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      this.at = (this.at + (event.key === "ArrowUp" ? -1 : 1) + this.people.length) % this.people.length;
      this.point();
    } else if ((event.key === "Enter" && !event.shiftKey) || event.key === "Tab") this.take(this.at);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
    event.stopPropagation();
  }

  /** Writes a name where its beginning stands.
   *  @param {number} i */
  take(i) {
    const { field } = this;
    const before = field.value.slice(0, field.selectionStart);
    const from = before.length - (namedSoFar(before) ?? "").length;
    field.setRangeText(`${this.people[i].name} `, from, field.selectionStart, "end");
    field.dispatchEvent(new Event("input"));
    this.close();
    field.focus();
  }
}
