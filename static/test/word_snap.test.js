// @ts-check
import { snap } from "../js/lib/word_snap.js";
import { equal, test } from "./run.js";

/** @param {string} text with ⟨ and ⟩ where the drag begins and ends @param {boolean} [exact] @returns {string} what is taken */
function taken(text, exact) {
  const plain = text.replace(/[⟨⟩]/gu, "");
  const from = text.replace("⟩", "").indexOf("⟨");
  const to = text.replace("⟨", "").indexOf("⟩");
  return plain.slice(...snap(plain, from, to, { exact, language: "zh-Hans" }));
}

const cases = /** @type {[string, string, string][]} */ ([
  ["whole words from within a word", "the first Lieu⟨tenants, fif⟩ty of whom", "Lieutenants, fifty"],
  ["a whole word from two letters of it", "Wolver⟨ha⟩mpton affair", "Wolverhampton"],
  ["no more than the words where it ends between them", "the ⟨first⟩ Lieutenants", "first"],
  ["no white space that the drag ends in", "the ⟨first ⟩Lieutenants", "first "],
  ["apostrophes and hyphens inside words", "To⟨day’s half-pen⟩ny post", "Today’s half-penny"],
  ["no quotation marks round a word", "he said ‘tru⟨e’ th⟩en", "true’ then"],
  ["accents and other alphabets", "Здравст⟨вуйте, му⟩сье Père", "Здравствуйте, мусье"],
  ["Chinese by the character", "株洲⟨日报⟩讯", "日报"],
  ["Chinese beside letters: only the letters whole", "看⟨电视TV⟩B频道", "电视TVB"],
  ["numbers whole", "11月⟨8日2⟩022年", "8日2022"],
]);

for (const [name, text, want] of cases) test(`a drag takes ${name}`, () => equal(taken(text), want));

test("with Alt a drag is exact", () => equal(taken("the first Lieu⟨tenants, fif⟩ty of whom", true), "tenants, fif"));

test("a drag backwards takes the same", () => equal(snap("Lieutenants", 6, 4), [0, 11]));

test("nothing is taken of nothing", () => equal(snap("Lieutenants", 4, 4), [4, 4]));

test("no character is ever cut", () => {
  for (const text of ["本报讯𠮷田宁", "👨‍👩‍👧 family", "e\u0301tude", "🇨🇳旗", "葛\u{e0100}城"]) {
    const edges = new Set([0, text.length, ...[...new Intl.Segmenter("zh", { granularity: "grapheme" }).segment(text)].map((s) => s.index)]);
    for (let from = 0; from <= text.length; from++) {
      for (let to = from + 1; to <= text.length; to++) {
        for (const exact of [true, false]) {
          const [start, end] = snap(text, from, to, { exact, language: "zh" });
          equal([edges.has(start), edges.has(end), start <= from, end >= to], [true, true, true, true], `${text} ${from}–${to}`);
        }
      }
    }
  }
});
