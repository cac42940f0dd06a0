// @ts-check
import { showsThread } from "../js/desk/hearing.js";
import { h } from "../js/lib/dom.js";
import { equal, test } from "./run.js";

/** @param {() => void} body with a thread on the page */
function withThread(body) {
  const thread = h("div", { class: "thread", "data-thread": "k" },
    h("div", { class: "spoken" }, h("p", { class: "spoken-words" }, "Why?")), h("div", { class: "spoken", "data-gone": true }, h("p", {}, "This comment was deleted.")));
  document.body.append(thread);
  try {
    body();
  } finally {
    thread.remove();
  }
}

const comments = [{ text: "Why?" }, { text: "", deleted: "author" }];

test("a thread that stands as it is told is not drawn again", () => withThread(() => equal(showsThread({ key: "k", comments }), true)));

const others = /** @type {[string, any][]} */ ([
  ["another thread", { key: "other", comments }],
  ["a settled thread", { key: "k", comments, resolved: { by: "Wu" } }],
  ["one more comment", { key: "k", comments: [...comments, { text: "Because." }] }],
  ["other words", { key: "k", comments: [{ text: "Why not?" }, comments[1]] }],
  ["a suggestion that was taken", { key: "k", comments: [{ text: "Why?", taken: { by: "Wu" } }, comments[1]] }],
  ["a comment that is deleted", { key: "k", comments: [{ text: "Why?", deleted: "author" }, comments[1]] }],
]);
for (const [name, thread] of others) test(`what differs is drawn: ${name}`, () => withThread(() => equal(showsThread(thread), false)));
