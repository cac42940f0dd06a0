// @ts-check
// How long what listens to the whole document listens: until another page of the issue takes the place
// of the one shown.

let life = new AbortController();

/** Ends with the page that is shown. Pass it to addEventListener.
 *  @returns {AbortSignal} */
export const shown = () => life.signal;

/** Ends the life of the page that was shown, and begins the next. */
export function endLife() {
  life.abort();
  life = new AbortController();
}
