// @ts-check
import { keep, kept } from "../js/net/outbox.js";
import { lateAfter, Post } from "../js/net/act_post.js";
import { equal, test } from "./run.js";

/** @param {number} status @param {any} body */
const response = (status, body) => new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json" } });

/** @typedef {{url: string, body: any}} Request */

let users = Date.now(); // each test is somebody else, so that none meets what another kept

/** Runs body with a user of its own and a fetch that is not one. A post that has nothing to send asks
 *  for nothing, so those of earlier tests stay silent.
 *  @param {(request: Request, n: number) => Response|Promise<Response>} fake @param {(user: number, sent: Request[]) => Promise<void>} body */
async function withServer(fake, body) {
  const real = globalThis.fetch;
  /** @type {Request[]} */
  const sent = [];
  globalThis.fetch = /** @type {any} */ (async (/** @type {string} */ url, /** @type {any} */ options) => {
    sent.push({ url, body: JSON.parse(options.body) });
    return fake(sent[sent.length - 1], sent.length);
  });
  try {
    await body(++users, sent);
  } finally {
    globalThis.fetch = real;
  }
}

/** Answers every step of a request.
 *  @param {Request} request */
const accept = (request) => response(200, { results: request.body.steps.map((/** @type {any} */ s) => ({ version: s.base + 1, cells: {}, steps: [s.id] })) });

/** @param {Post} post */
function impatient(post) {
  const rest = post.rest.bind(post);
  post.rest = (pause) => rest(Math.min(pause, 1));
  return post;
}

const act = { kind: "undo" };

test("an act is kept until it is answered, and sent again under its id", async () => {
  await withServer((request, n) => {
    if (n === 1) throw new TypeError("no network");
    return n === 2 ? response(503, {}) : accept(request);
  }, async (user, sent) => {
    const post = impatient(new Post(user));
    /** @type {string[]} */
    const troubles = [];
    post.listeners.add((news) => news.type === "trouble" && troubles.push(news.trouble));
    const result = post.send(5, { id: "a", base: 6, act });
    equal(await result, { answer: { version: 7, cells: {}, steps: ["a"] } });
    equal(sent, Array(3).fill({ url: "/sets/5/kept", body: { user, steps: [{ id: "a", base: 6, act }] } }));
    equal([troubles, await kept(user)], [["away", "trouble", ""], []]);
  });
});

test("what a closed tab kept is sent in order, a set at a time", async () => {
  await withServer(accept, async (user, sent) => {
    for (const [id, set] of /** @type {[string, number][]} */ ([["a", 1], ["b", 2], ["c", 1]])) await keep({ id, base: 0, act, user, set, at: Date.now(), refused: "" });
    const post = new Post(user);
    await new Promise((done) => post.listeners.add((news) => news.type === "answered" && news.id === "b" && done(null)));
    equal(sent.map((r) => [r.url, r.body.steps.map((/** @type {any} */ s) => s.id)]), [["/sets/1/kept", ["a", "c"]], ["/sets/2/kept", ["b"]]]);
  });
});

test("what is refused at once is told, and what is refused late goes to the tray", async () => {
  const refusal = { error: { code: "conflict", message: "The block was cut meanwhile." }, version: 9, cells: { "cut/1/5": true } };
  await withServer((request) => response(200, { results: request.body.steps.map(() => refusal) }), async (user) => {
    await keep({ id: "old", base: 0, act, user, set: 1, at: Date.now() - 2 * lateAfter, refused: "" });
    const post = new Post(user);
    const result = await post.send(1, { id: "new", base: 6, act });
    equal(result, { refusal: { code: "conflict", message: "The block was cut meanwhile.", version: 9, cells: { "cut/1/5": true } } });
    equal((await kept(user)).map((k) => [k.id, k.refused]), [["old", "The block was cut meanwhile."]]);
  });
});

test("one of several tabs sends, and all hear the answer", async () => {
  await withServer(accept, async (user, sent) => {
    const first = new Post(user);
    const second = new Post(user);
    const heard = new Promise((done) => first.listeners.add((news) => news.type === "answered" && done(news.id)));
    equal(await second.send(1, { id: "x", base: 0, act }), { answer: { version: 1, cells: {}, steps: ["x"] } });
    equal([await heard, sent.length], ["x", 1]);
  });
});

test("acts beyond a hundred go in the next request", async () => {
  await withServer(accept, async (user, sent) => {
    for (let i = 0; i < 120; i++) await keep({ id: `s${i}`, base: 0, act, user, set: 1, at: Date.now(), refused: "" });
    const post = new Post(user);
    await new Promise((done) => post.listeners.add((news) => news.type === "answered" && news.id === "s119" && done(null)));
    equal(sent.map((r) => r.body.steps.length), [100, 20]);
  });
});

test("results that end early leave the rest waiting", async () => {
  await withServer((request, n) => (n === 1 ? response(200, { results: [{ version: 1, cells: {}, steps: ["a"] }] }) : accept(request)), async (user, sent) => {
    await keep({ id: "a", base: 0, act, user, set: 1, at: Date.now(), refused: "" });
    await keep({ id: "b", base: 0, act, user, set: 1, at: Date.now(), refused: "" });
    const post = impatient(new Post(user));
    await new Promise((done) => post.listeners.add((news) => news.type === "answered" && news.id === "b" && done(null)));
    equal(sent.map((r) => r.body.steps.map((/** @type {any} */ s) => s.id)), [["a", "b"], ["b"]]);
  });
});
