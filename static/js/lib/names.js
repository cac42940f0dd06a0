// @ts-check
// How people are named in little room, and how times are written.

import { t } from "./locale.js";

const characters = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]|[\ud840-\ud8bf][\udc00-\udfff]/;

/** The initials of a name: the first letters of its first and last words, of one word its first two; of
 *  a name in characters the last two, which tell a family apart.
 *  @param {string} name @returns {string} */
export function initials(name) {
  const words = name.split(/[\s·•.,]+/u).filter(Boolean);
  const letters = [...words.join("")];
  if (characters.test(name)) return letters.slice(-2).join("");
  if (words.length > 1) return [words[0], words[words.length - 1]].map((word) => [...word][0].toUpperCase()).join("");
  return letters.slice(0, 2).join("").replace(/^./u, (c) => c.toUpperCase());
}

/** How long ago something was, in words.
 *  @param {number} seconds @param {string} [language] the reader's @returns {string} */
export function ago(seconds, language = globalThis.document?.documentElement.lang || "en") {
  if (seconds < 45) return t("just now");
  const words = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  const steps = /** @type {[Intl.RelativeTimeFormatUnit, number][]} */ ([["minute", 60], ["hour", 3600], ["day", 86400], ["month", 2629800], ["year", 31557600]]);
  const [unit, size] = steps.findLast(([, size]) => seconds >= size) ?? steps[0];
  return words.format(-Math.max(1, Math.floor(seconds / size)), unit);
}
