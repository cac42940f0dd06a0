// @ts-check
// The text must not move because of a span, a selection, a focus or a join: only a role moves it.
import { textWithMarks } from "../js/galley/marks.js";
import { highlight, rangeOf } from "../js/galley/selection.js";
import { equal, test } from "./run.js";

const visible = 0.3; // pixels; a mark's edge is rounded to a 64th, which nobody sees

const texts = /** @type {Record<string, string>} */ ({
  "zh-Hans": "株洲日报讯(全媒体记者/邓伟勇) 11月8日晚,在株洲疫情处置工作会商会结束后,“市委”领导小组(以下简称)随即召开调度会,贯彻落实会商精神。".repeat(3),
  en: "AVALANCHE Today’s office of the first Lieutenants, fifty of whom were figuring in the Wolverhampton affair. ".repeat(5),
});

/** @param {string} href @returns {Promise<void>} */
function sheet(href) {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = href;
  return new Promise((resolve) => {
    link.addEventListener("load", () => resolve());
    document.head.append(link);
  });
}

/** @param {string} language @param {string} role */
function row(language, role) {
  document.body.innerHTML = `<div class="galley" style="width: 850px"><div class="sheet" lang="${language}"><div class="block" data-start="0" data-gap="1" data-role="${role}" data-colour="1"
    data-state="decided"><div class="gutter"><span class="badge">1</span><span class="role-word">${role}</span><span class="number">1</span></div><div class="rail"></div><div class="text"></div><div class="margin"></div></div></div></div>`;
  return /** @type {HTMLElement} */ (document.querySelector(".block"));
}

/** The place of every letter, and last the height.
 *  @param {HTMLElement} block @param {number} length @returns {[number, number][]} */
function places(block, length) {
  /** @type {[number, number][]} */
  const found = [];
  for (let i = 0; i < length; i++) {
    const box = rangeOf(block, i, i + 1).getBoundingClientRect();
    found.push([box.left, box.top]);
  }
  found.push([0, block.offsetHeight]);
  return found;
}

for (const [language, text] of Object.entries(texts)) {
  for (const role of ["body", "headline", "caption", "byline"]) {
    test(`marks, focus, selection and joins move no letter of ${language} ${role}`, async () => {
      if (!document.querySelector("link[rel=stylesheet]")) await Promise.all(["/css/base.css", "/css/workbench.css", "/css/galley.css"].map(sheet));
      const block = row(language, role);
      const cell = /** @type {HTMLElement} */ (block.querySelector(".text"));
      cell.append(textWithMarks(text, 0, []));
      const before = places(block, text.length);
      const mark = (/** @type {string} */ id, /** @type {string} */ as, /** @type {number} */ start, /** @type {number} */ end) => ({ id, role: as, start, end, parent: "" });
      cell.replaceChildren(textWithMarks(text, 0, [mark("a", "byline", 0, 16), mark("b", "source", 0, 4), mark("c", "person", 12, 15), mark("d", "dateline", 17, 60), mark("e", "credit", 60, 64),
        { ...mark("f", "", 65, 70), correction: "x" }]));
      block.dataset.focus = "";
      block.setAttribute("aria-selected", "true");
      cell.querySelector("mark")?.setAttribute("data-selected", "");
      block.querySelector(".margin")?.insertAdjacentHTML("beforeend", `<a class="chip from" href="#">↪ <span class="chip-words">from </span>1<span class="last-words">…走出一</span></a><a class="chip to" href="#">→ 12</a>`);
      highlight("galley-selection", [rangeOf(block, 3, 30)]);
      const after = places(block, text.length);
      const moved = (/** @type {number} */ i) => Math.abs(after[i][0] - before[i][0]) > visible || Math.abs(after[i][1] - before[i][1]) > visible;
      equal(after.flatMap((place, i) => (moved(i) ? [`${i} ${text[i] ?? "height"}: ${before[i]} → ${place}`] : [])).slice(0, 4), []);
    });
  }
}
