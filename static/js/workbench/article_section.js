// @ts-check
// The article of the focused block: title, type, and what is said about it.

import { h } from "../lib/dom.js";
import { key } from "../lib/keymap.js";
import { t } from "../lib/locale.js";
import { articleWord, bothNames, capital } from "../markup/words.js";
import { withheldFields } from "./withhold.js";

/** @typedef {import("./workbench.js").Workbench} Workbench */
/** @typedef {import("../markup/articles.js").Article} Article */

const attributes = /** @type {[string, string][]} */ ([["agency", t("Agency")], ["continues_on", t("Continues on")], ["continued_from", t("From")]]);

/** @param {Workbench} bench @param {Article|undefined} article @returns {Node[]} */
export function articleSection(bench, article) {
  const cell = article && bench.state.article(article.id);
  if (!article || !cell) return [];
  const head = h("div", { class: "article-head", "data-colour": article.colour, "data-kind": article.group ? "package" : "article" }, h("span", { class: "badge" }, article.label),
    h("strong", { lang: bench.language }, article.title || t("No headline")));
  const fields = h("div", { class: "fields" }, ...typeField(bench, article), ...titleField(bench, article, cell), ...(article.group ? [] : headlessField(bench, article)),
    ...attributes.flatMap(([name, words]) => attributeField(bench, article, cell, name, words)));
  return [h("h2", { class: "over" }, capital(articleWord(article.label))), head, fields, nesting(bench, article), ...withheldFields(bench, article.id).filter((node) => node !== null)];
}

/** @param {Workbench} bench @param {Article} article @returns {Node[]} */
function typeField(bench, article) {
  const types = bench.vocabulary.types.filter((type) => Boolean(type.group) === article.group);
  const select = /** @type {HTMLSelectElement} */ (h("select", { id: "article-type", disabled: !bench.mayMark },
    ...types.map((type) => h("option", { value: type.id, selected: type.id === article.type }, bothNames(type)))));
  select.addEventListener("change", () => bench.run({ do: "send", act: { kind: "type", article: article.id, type: select.value } }));
  return [h("label", { for: "article-type" }, t("Type")), select];
}

/** @param {Workbench} bench @param {Article} article @param {any} cell @returns {Node[]} */
function titleField(bench, article, cell) {
  const hint = article.title.startsWith("“") ? "none" : article.title;
  const input = field(bench, "article-title", cell.title ?? "", (title) => ({ kind: "title", article: article.id, title }));
  input.placeholder = hint || t("none");
  input.title = t("The title, if it differs from the headline (F2)");
  return [h("label", { for: "article-title" }, t("Title")), input];
}

/** @param {Workbench} bench @param {Article} article @returns {Node[]} */
function headlessField(bench, article) {
  const box = /** @type {HTMLInputElement} */ (h("input", { type: "checkbox", id: "article-headless", checked: article.headless, disabled: !bench.mayMark }));
  box.addEventListener("change", () => bench.run({ do: "send", act: { kind: "headless", article: article.id, headless: box.checked } }));
  return [h("div", { class: "check" }, box, h("label", { for: "article-headless" }, t("It has no headline")))];
}

/** @param {Workbench} bench @param {Article} article @param {any} cell @param {string} name @param {string} words @returns {Node[]} */
function attributeField(bench, article, cell, name, words) {
  const id = `article-${name}`;
  const input = field(bench, id, cell.attributes?.[name] ?? "", (value) => {
    const now = { ...bench.state.article(article.id)?.attributes };
    if (value) now[name] = value;
    else delete now[name];
    return { kind: "edit", article: article.id, attributes: now };
  });
  return [h("label", { for: id }, words), input];
}

/** A text field whose value is sent when it is left or Enter is pressed; Escape takes it back.
 *  @param {Workbench} bench @param {string} id @param {string} value @param {(value: string) => any} act @returns {HTMLInputElement} */
function field(bench, id, value, act) {
  const input = /** @type {HTMLInputElement} */ (h("input", { id, value, autocomplete: "off", lang: bench.language, disabled: !bench.mayMark }));
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Escape") input.value = value;
    if (event.key !== "Escape" && event.key !== "Enter") return;
    event.preventDefault();
    input.blur();
    bench.back();
  });
  input.addEventListener("change", () => {
    if (input.value.trim() !== value) bench.run({ do: "send", act: act(input.value.trim()) });
  });
  return input;
}

/** The buttons that put an article under a package and take it out.
 *  @param {Workbench} bench @param {Article} article @returns {HTMLElement} */
function nesting(bench, article) {
  if (!bench.mayMark) return h("div");
  const parent = bench.painter.articles.get(article.parent);
  const out = parent ? h("button", { type: "button", class: "small", onclick: () => bench.run({ do: "unnest" }) }, t("Remove from %s", parent.label), h("kbd", {}, key("-"))) : null;
  const under = parent ? null : h("button", { type: "button", class: "small", onclick: () => bench.run({ do: "nest" }) }, t("Into the one above"), h("kbd", {}, key("+")));
  return h("div", { class: "row-buttons" }, out, under, h("button", { type: "button", class: "small", onclick: () => bench.run({ do: "undecide", article: true }) }, t("Undecide all of it")));
}
