// @ts-check
import { actFor } from "../js/markup/acts.js";
import { State } from "../js/markup/state.js";
import { equal, test } from "./run.js";

const text = "本报讯（记者𠮷田宁）近日";
const sources = [{ start: 0, end: 3, text: "一标题", gap: 0 }, { start: 5, end: 17, text, gap: 1 }];

/** @param {Record<string, any>} [cells] @param {Partial<import("../js/markup/acts.js").Context>} [more] @returns {import("../js/markup/acts.js").Context} */
function context(cells = {}, more = {}) {
  const state = new State({ page: 1, sources, version: 1, cells });
  const focus = state.blocks()[1];
  return { state, articles: new Map(), focus, range: [focus], text, caret: null, selection: null, mark: null, newID: () => "new", ...more };
}
const block = { page: 1, start: 5, end: 17 };

const cases = /** @type {[string, any, any, any][]} */ ([
  ["a role acts on the range", { do: "role", role: "body" }, context(), { act: { kind: "role", blocks: [block], role: "body", new: "new" } }],
  ["J joins", { do: "join" }, context(), { act: { kind: "join", block } }],
  ["J on a joined block takes it apart", { do: "join" }, context({ "join/1/3": { page: 1, start: 5, glue: "none" } }), { act: { kind: "unjoin", block } }],
  ["the glue goes round", { do: "glue" }, context({ "join/1/3": { page: 1, start: 5, glue: "none" } }), { act: { kind: "glue", block, glue: "space" } }],
  ["a comma takes a doubt back", { do: "doubt" }, context({ "block/1/5": { role: "body", decided: true, doubtful: true } }), { act: { kind: "doubt", blocks: [block], doubtful: false } }],
  ["X cuts at the caret", { do: "cut" }, context({}, { caret: 15 }), { act: { kind: "cut", block, at: 15 } }],
  ["Enter in the caret cuts and starts", { do: "cut", start: true }, context({}, { caret: 15 }), { act: { kind: "cut", block, at: 15, start: true, new: "new" } }],
  ["a selection is sent without the space at its ends", { do: "span", role: "person" }, context({}, { selection: { start: 11, end: 14 } }),
    { act: { kind: "span", page: 1, start: 11, end: 14, role: "person", new: "new" } }],
  ["E G places a picture where the block begins", { do: "picture" }, context(), { act: { kind: "picture", page: 1, offset: 5, new: "new" } }],
  ["E G takes a placed picture back", { do: "picture" }, context({ "picture/x": { page: 1, offset: 7 } }), { act: { kind: "unpicture", picture: "x" } }],
  ["U removes the mark within the selection", { do: "unmark" }, context({ "span/s": { role: "person", at: [{ page: 1, start: 11, end: 14 }] } }, { selection: { start: 10, end: 15 } }),
    { act: { kind: "unmark", span: "s" } }],
]);
for (const [name, command, x, want] of cases) test(name, () => equal(actFor(command, x), want));

test("an act that has nothing to act on says so", () => {
  for (const command of ["cut", "glue", "undecide", "type", "unmark"]) {
    const answer = actFor({ do: command, article: true }, context());
    equal(answer && "say" in answer, true, command);
  }
});
