// @ts-check
import { UndoPreview } from "../js/markup/undo_preview.js";
import { isPlain } from "../js/markup/predict.js";
import { State } from "../js/markup/state.js";
import { equal, test } from "./run.js";

const body = { role: "body", article: "a", decided: true };
const deck = { role: "deck", article: "a", decided: true };

/** A page of one block, marked as body, and what was done on it. */
function page() {
  const state = new State({ page: 1, sources: [{ start: 0, end: 8, text: "十个字的一段文字", gap: 1 }], version: 1, cells: { "block/1/0": body } });
  const past = new UndoPreview();
  /** @param {string} kind @param {any} cells @param {any} [more] */
  const act = (kind, cells, more = {}) => {
    const answer = { version: state.version + 1, cells, ...more };
    past.note({ kind }, answer, state);
    state.answer("step", answer);
  };
  return { state, past, act };
}

test("undo is foreseen as the cells were before the act, whatever was guessed of it", () => {
  const { state, past, act } = page();
  state.guess("step", { "block/1/0": { role: "kicker" } });
  act("role", { "block/1/0": deck });
  equal(past.undone(state), { "block/1/0": body });
});

test("the act before it is foreseen when that one is undone", () => {
  const { state, past, act } = page();
  const first = { "block/1/0": deck };
  act("role", first);
  act("role", { "block/1/0": { role: "kicker" } });
  act("undo", first);
  equal(past.undone(state), { "block/1/0": body });
});

test("nothing is foreseen of an act with an inference, after a colleague's change, or after redo", () => {
  const { state, past, act } = page();
  act("role", { "block/1/0": deck }, { inferred: true });
  equal(past.undone(state), undefined);
  act("undo", {});
  equal(past.undone(state), undefined);
  act("role", { "block/1/0": body });
  state.fold({ version: 9, cells: { "block/1/0": deck } });
  equal(past.undone(state), undefined);
  act("role", { "block/1/0": body });
  act("redo", {});
  equal(past.undone(state), undefined);
});

test("what a guess showed is taken back where the answer says otherwise", () => {
  const { state } = page();
  state.guess("step", { "block/1/0": deck, "article/new": { type: "news" } });
  state.answer("step", { version: 2, cells: { "block/1/0": { role: "lead", article: "a", decided: true } } });
  equal([state.blocks()[0].role, state.article("new")], ["lead", undefined]);
});

const role = (/** @type {string} */ name, /** @type {number} */ length) => ({ kind: "role", role: name, blocks: [{ page: 1, start: 0, end: length }] });
test("only what a key says plainly is shown before the answer", () => {
  equal([role("body", 400), role("headline", 30), role("headline", 400), role("byline", 400), role("furniture", 9), { kind: "start" }, { kind: "merge" }].map(isPlain),
    [true, true, false, false, false, true, false]);
});

test("blocks of articles are counted as they change", () => {
  const { state, act } = page();
  act("role", { "block/1/0": { role: "caption", article: "b", decided: false } });
  equal([...state.sums], [["b", { blocks: 1, pictures: 1, assumed: 1 }]]);
});
