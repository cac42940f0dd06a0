// @ts-check
// A small runner: test files say test(name, body), and the page collects what happened in
// globalThis.results for the Go test that opened it.

/** @type {{name: string, body: () => void|Promise<void>}[]} */
const tests = [];

/** Adds a test; the name is a sentence.
 *  @param {string} name @param {() => void|Promise<void>} body */
export function test(name, body) {
  tests.push({ name, body });
}

/** Fails unless two values are the same, looked at as JSON.
 *  @param {any} got @param {any} want @param {string} [what] */
export function equal(got, want, what = "") {
  const [a, b] = [JSON.stringify(got), JSON.stringify(want)];
  if (a !== b) throw new Error(`${what ? `${what}: ` : ""}got ${a}, want ${b}`);
}

/** Imports a file of tests and runs them.
 *  @param {string} url @returns {Promise<{name: string, error: string}[]>} */
export async function run(url) {
  tests.length = 0;
  await import(url);
  const results = [];
  for (const { name, body } of tests) {
    let error = "";
    try {
      await body();
    } catch (caught) {
      error = caught instanceof Error ? (caught.stack ?? caught.message) : String(caught);
    }
    results.push({ name, error });
  }
  return results;
}
