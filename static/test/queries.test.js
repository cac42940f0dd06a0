// @ts-check
import { matching, namedSoFar } from "../js/queries/mentions.js";
import { Unread } from "../js/queries/unread.js";
import { equal, test } from "./run.js";

const befores = /** @type {[string, string, string|undefined][]} */ ([
  ["nothing is named without an @", "Ask Li", undefined],
  ["right behind the @", "@", ""],
  ["the beginning of a name", "Ask @Li", "Li"],
  ["a name may hold a space", "@Wu M", "Wu M"],
  ["characters in front need no space", "请@林", "林"],
  ["a fullwidth sign", "＠林", "林"],
  ["an address of mail names nobody", "li@pa", undefined],
  ["the last one counts", "@Li and @Wu", "Wu"],
  ["a new line ends a name", "@Li\n", undefined],
]);
for (const [name, before, want] of befores) test(`mentioning: ${name}`, () => equal(namedSoFar(before), want));

const people = [{ id: 1, name: "Li" }, { id: 2, name: "Wu Min" }, { id: 3, name: "林晓" }, { id: 4, name: "Lisa" }];
const typed = /** @type {[string, string, number[]][]} */ ([
  ["everybody at first", "", [1, 2, 3, 4]],
  ["by the beginning, whatever the case", "li", [1, 4]],
  ["by a later word", "min", [2]],
  ["by pinyin initials", "lx", [3]],
  ["by characters", "林", [3]],
  ["a whole name needs no list", "wu min", []],
  ["nobody", "zhao", []],
]);
for (const [name, words, want] of typed) test(`colleagues to mention: ${name}`, () => equal(matching(people, words).map((p) => p.id), want));

/** A query with comments by some authors, of which the n-th is "cn".
 *  @param {...number} authors */
const query = (...authors) => /** @type {any} */ ({ key: "q", comments: authors.map((author, i) => ({ key: `c${i + 1}`, author })) });

const reads = /** @type {[string, any, string|undefined, string[]][]} */ ([
  ["all of others at first", query(2, 3), undefined, ["c1", "c2"]],
  ["behind what was read", query(2, 3, 2), "c2", ["c3"]],
  ["behind one's own words", query(2, 1, 3), undefined, ["c3"]],
  ["own words go on from what was read", query(2, 3, 1), "c1", []],
  ["nothing of one's own", query(1), undefined, []],
]);
for (const [name, q, read, want] of reads) {
  test(`unread: ${name}`, () => {
    const unread = new Unread(/** @type {any} */ ({ bench: { user: 1 } }));
    if (read) unread.note(q, read);
    equal(unread.of(q).map((c) => c.key), want);
  });
}
test("unread: reading goes only forward", () => {
  const unread = new Unread(/** @type {any} */ ({ bench: { user: 1 } }));
  const q = query(2, 3);
  unread.note(q, "c2");
  unread.note(q, "c1");
  equal(unread.of(q), []);
});
test("unread: what was deleted is not", () => {
  const q = query(2, 3);
  q.comments[1].deleted = "author";
  equal(new Unread(/** @type {any} */ ({ bench: { user: 1 } })).of(q).map((c) => c.key), ["c1"]);
});
