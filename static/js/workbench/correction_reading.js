// @ts-check
// Which reading of the corrections somebody wants to see: the corrected text, the source, or both. It is
// kept in the browser for each user, and the root element says it to the sheets.

/** @typedef {"corrected"|"source"|"both"} Reading */

/** @type {Reading[]} */
export const readings = ["corrected", "source", "both"];

/** @param {string} user */
const key = (user) => `galley-reading-${user}`;

/** What the user chose last; the source until then in the galley, the corrected text in a proof.
 *  @param {string} user @param {Reading} otherwise @returns {Reading} */
export function readingOf(user, otherwise) {
  const kept = localStorage.getItem(key(user));
  return readings.find((r) => r === kept) ?? otherwise;
}

/** Shows a reading.
 *  @param {Reading} reading */
export function showReading(reading) {
  document.documentElement.dataset.reading = reading;
}

/** Chooses a reading and keeps the choice.
 *  @param {string} user @param {Reading} reading */
export function chooseReading(user, reading) {
  localStorage.setItem(key(user), reading);
  showReading(reading);
}
