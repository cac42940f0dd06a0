// @ts-check
import { textWithMarks } from "../js/galley/marks.js";
import { placeOf, rangeOf } from "../js/galley/selection.js";
import { equal, test } from "./run.js";

const text = "𠮷日报讯(记者/邓) <b>&";
/** @param {string} id @param {number} start @param {number} end @param {any} [more] */
const mark = (id, start, end, more) => ({ id, role: "byline", start, end, parent: "", ...more });

/** @param {any[]} marks @param {string} [words] */
function row(marks, words = text) {
  const block = document.createElement("div");
  block.className = "block";
  block.dataset.start = "100";
  const cell = document.createElement("div");
  cell.className = "text";
  cell.append(textWithMarks(words, 100, marks));
  block.append(cell);
  document.body.append(block);
  return block;
}

test("the text is whole whatever marks stand in it", () => {
  for (const marks of [[], [mark("a", 100, 109)], [mark("a", 100, 109), mark("b", 100, 104), mark("c", 105, 107)], [mark("a", 100, 105), mark("b", 103, 108)]]) {
    equal(row(marks).textContent, text);
  }
});

test("marks nest, and one that would cross is clipped", () => {
  const shape = (/** @type {any[]} */ marks) => row(marks, "一二三四五六").querySelector(".text")?.innerHTML.replace(/<mark data-span="(\w)"[^>]*>/g, "<$1>").replaceAll("</mark>", "</>");
  equal(shape([mark("a", 100, 104), mark("b", 101, 102), mark("c", 104, 106)]), "<a>一<b>二</>三四</><c>五六</>");
  equal(shape([mark("a", 100, 103), mark("b", 102, 105)]), "<a>一二<b>三</></>四五六");
});

test("places in the document and code points agree across marks", () => {
  const block = row([mark("a", 100, 109), mark("b", 104, 107), mark("c", 110, 112)]);
  const points = [...text];
  for (let from = 0; from <= points.length; from++) {
    for (let to = from; to <= points.length; to++) {
      const range = rangeOf(block, 100 + from, 100 + to);
      equal(range.toString(), points.slice(from, to).join(""), `${from}–${to}`);
      equal(placeOf(range.startContainer, range.startOffset)?.point, 100 + from, "start");
      equal(placeOf(range.endContainer, range.endOffset)?.point, 100 + to, "end");
    }
  }
});
