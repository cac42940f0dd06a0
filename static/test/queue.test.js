// @ts-check
import { Sender } from "../js/http.js";
import { Queue } from "../js/queue.js";
import { equal, test } from "./run.js";

/** @param {number} [time] in milliseconds */
const later = (time = 5) => new Promise((resolve) => setTimeout(resolve, time));

test("what comes while an act is under way waits, and runs in order afterwards", async () => {
  const queue = new Queue();
  /** @type {string[]} */
  const done = [];
  queue.push(async () => {
    await later();
    done.push("act");
  });
  queue.push(() => void done.push("a"), "a");
  queue.push(async () => {
    await later();
    done.push("b");
  }, "b");
  queue.push(() => void done.push("c"), "c");
  equal([done, queue.keys()], [[], ["a", "b", "c"]]);
  await later(40);
  equal([done, queue.running], [["act", "a", "b", "c"], false]);
});

test("an idle queue runs at once", () => {
  const queue = new Queue();
  let ran = false;
  queue.push(() => void (ran = true));
  equal(ran, true);
});

test("what a panel chose comes before the keys typed after it", async () => {
  const queue = new Queue();
  /** @type {string[]} */
  const done = [];
  queue.push(async () => {
    await later();
    queue.first(() => void done.push("chosen"));
  });
  queue.push(() => void done.push("typed"));
  await later(20);
  equal(done, ["chosen", "typed"]);
});

/** Runs with another fetch.
 *  @param {any} fake @param {() => Promise<void>} body */
async function withFetch(fake, body) {
  const real = globalThis.fetch;
  globalThis.fetch = fake;
  try {
    await body();
  } finally {
    globalThis.fetch = real;
  }
}

/** @param {number} status @param {any} body */
const response = (status, body) => new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json" } });

test("an act is sent again under its id until it is answered", async () => {
  /** @type {any[]} */
  const sent = [];
  const fake = async (/** @type {string} */ _, /** @type {any} */ request) => {
    sent.push(JSON.parse(request.body));
    if (sent.length === 1) throw new TypeError("no network");
    return sent.length === 2 ? response(503, {}) : response(200, { version: 7, cells: {} });
  };
  await withFetch(fake, async () => {
    /** @type {string[]} */
    const told = [];
    const sender = new Sender("/steps", (saved) => told.push(saved));
    sender.rest = () => later(1);
    const result = await sender.send("id", 6, { kind: "undo" });
    equal(result, { answer: { version: 7, cells: {} } });
    equal(sent, Array(3).fill({ id: "id", base: 6, act: { kind: "undo" } }));
    equal(told, ["saving", "offline", "offline"]);
  });
});

test("a refusal comes with its sentence and the present cells", async () => {
  const refusal = { error: { code: "conflict", message: "The block was cut meanwhile." }, version: 9, cells: { "cut/1/5": true } };
  await withFetch(async () => response(409, refusal), async () => {
    const sender = new Sender("/steps", () => {});
    const result = await sender.send("id", 6, {});
    equal(result, { refusal: { code: "conflict", message: "The block was cut meanwhile.", version: 9, cells: { "cut/1/5": true } } });
  });
});
