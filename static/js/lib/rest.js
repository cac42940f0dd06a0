// @ts-check
// Whether the page is at rest: its scripts have started, every key and act is answered, and what is
// drawn, asked or sent a little later has been. Then the root element has data-rest="true". Who drives
// the page from outside, as the browser tests do, waits for that instead of for a time.

let many = 0; // things under way

/** Notes that something is under way.
 *  @returns {() => void} notes that it is over; noting it again changes nothing */
export function underWay() {
  if (many++ === 0) delete document.documentElement.dataset.rest;
  let is = true;
  return () => {
    if (!is) return;
    is = false;
    if (--many === 0) document.documentElement.dataset.rest = "true";
  };
}

/** Runs something that is under way until it is over.
 *  @template T @param {() => T|Promise<T>} run @param {() => void} [over] of what began before @returns {Promise<T>} */
export async function during(run, over = underWay()) {
  try {
    return await run();
  } finally {
    over();
  }
}

/** What a timer or a frame will run; it is under way from now on.
 *  @param {() => unknown} run @returns {() => void} */
export function soon(run) {
  const over = underWay();
  return () => void during(run, over);
}
