// @ts-check
// The files of an issue before they are sent: their order, their sum, and what
// cannot be sent. It never touches the document.

import { n, t } from "../lib/locale.js";

const megabyte = 1 << 20;
/** The server's own limits, said before a long upload rather than after it. */
export const limits = { files: 1000, bytes: 256 * megabyte };

/** A file with the folders that lead to it.
 *  @typedef {{path: string, file: File}} Chosen */

const natural = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** In the order of the pages: natural order of the path, without hidden files.
 *  @param {Chosen[]} files @returns {Chosen[]} */
export function ordered(files) {
  return files
    .filter((f) => !f.path.split("/").some((part) => part.startsWith(".") || part === "Thumbs.db" || part === "__MACOSX"))
    .sort((a, b) => natural.compare(a.path, b.path) || (a.path < b.path ? -1 : 1));
}

/** Both lists as one; a file of the same path takes the place of the earlier.
 *  @param {Chosen[]} before @param {Chosen[]} more @returns {Chosen[]} */
export function added(before, more) {
  const byPath = new Map([...before, ...more].map((f) => [f.path, f]));
  return ordered([...byPath.values()]);
}

/** @param {number} bytes @returns {string} */
export function sizeWords(bytes) {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1000 * 1000) return `${Math.round(bytes / 1000)} kB`;
  return `${(bytes / megabyte).toFixed(1)} MB`;
}

/** Why these cannot be sent, in a sentence; "" if they can.
 *  @param {{size: number}[]} files @returns {string} */
export function refusal(files) {
  if (files.length > limits.files) {
    return n(files.length, "There is %d file, but one load takes at most 1,000. Choose the pages of one issue only.", "There are %d files, but one load takes at most 1,000. Choose the pages of one issue only.");
  }
  if (files.reduce((sum, f) => sum + f.size, 0) > limits.bytes) {
    return t("One load takes at most 256 MB. Load the files in several parts.");
  }
  return "";
}
