// @ts-check
import { predict } from "../js/markup/predict.js";
import { State } from "../js/markup/state.js";
import { equal, test } from "./run.js";

/** @type {Map<string, any>} */
const roles = new Map([["headline", "heading"], ["kicker", "heading"], ["body", "prose"], ["masthead", ""], ["package-head", "group-head"]].map(([id, kind]) => [id, { id, kind, furniture: id === "masthead" }]));

/** A page of five blocks, one blank line apart, after some acts.
 *  @param {...any} acts */
function after(...acts) {
  const sources = [0, 10, 20, 30, 40].map((start) => ({ start, end: start + 8, text: "十个字的一段文字", gap: 1 }));
  const state = new State({ page: 1, sources, version: 1, cells: {} });
  let focus = 0;
  acts.forEach((act, i) => {
    const guess = predict(act, { state, roles, id: `step${i}` });
    if (!guess) throw new Error(`no guess for ${act.kind}`);
    state.guess(`step${i}`, guess.cells);
    focus = guess.focus ?? focus;
  });
  return [...state.blocks().map((b) => [b.role, b.article, b.state].join(" ").trim()), focus];
}

const at = (/** @type {number} */ n) => ({ page: 1, start: 10 * n, end: 10 * n + 8 });
const role = (/** @type {number} */ n, /** @type {string} */ as, /** @type {any} */ more = {}) => ({ kind: "role", blocks: [at(n)], role: as, new: `new${n}`, ...more });

test("a headline starts an article, and the run below is assumed", () => {
  equal(after(role(1, "headline")), ["undecided", "headline new1 decided", "body new1 assumed", "body new1 assumed", "body new1 assumed", 20]);
});

test("a kicker and a headline are one stack, a headline after text another article", () => {
  equal(after(role(0, "kicker"), role(1, "headline"), role(2, "body"), role(3, "headline")),
    ["kicker new0 decided", "headline new0 decided", "body new0 decided", "headline new3 decided", "body new3 assumed", 40]);
});

test("furniture is of no article, and the run goes on past it", () => {
  equal(after(role(0, "headline"), role(2, "masthead")), ["headline new0 decided", "body new0 assumed", "masthead  decided", "body new0 assumed", "body new0 assumed", 30]);
});

test("yes decides one block as it is shown", () => {
  equal(after(role(0, "headline"), { kind: "decide", block: at(1) }), ["headline new0 decided", "body new0 decided", "body new0 assumed", "body new0 assumed", "body new0 assumed", 20]);
});

test("undeciding leaves the run below", () => {
  equal(after(role(0, "headline"), role(1, "body"), { kind: "undecide", blocks: [at(1)] }), ["headline new0 decided", "undecided", "body new0 assumed", "body new0 assumed", "body new0 assumed", 20]);
});

test("a cut that starts an article gives it the rest", () => {
  equal(after(role(0, "headline"), { kind: "cut", block: at(1), at: 14, start: true, new: "x" }),
    ["headline new0 decided", "body new0 assumed", "body x decided", "body x assumed", "body x assumed", "body x assumed", 14]);
});

test("nothing is guessed of a block that is gone, nor of what only the server can say", () => {
  const state = new State({ page: 1, sources: [{ start: 0, end: 8, text: "十个字的一段文字", gap: 1 }], version: 1, cells: {} });
  const x = { state, roles, id: "s" };
  equal([role(1, "body"), { kind: "merge", block: at(0) }, { kind: "decide", block: at(0) }, { kind: "undo" }].map((act) => predict(act, x) ?? null), [null, null, null, null]);
});
