// @ts-check
import { afterFrame, debounced } from "../js/lib/dom.js";
import { Queue } from "../js/net/queue.js";
import { during, underWay } from "../js/lib/rest.js";
import { equal, test } from "./run.js";

const rests = () => document.documentElement.dataset.rest === "true";

/** @param {number} time in milliseconds */
const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));

/** Waits until the page is at rest, and not for ever. */
async function atRest() {
  for (let i = 0; i < 500 && !rests(); i++) await pause(5);
  return rests();
}

test("the page is at rest when everything is over, and each thing is over once", () => {
  const [one, other] = [underWay(), underWay()];
  equal(rests(), false);
  one();
  one();
  equal(rests(), false);
  other();
  equal(rests(), true);
});

test("what fails is over, too", async () => {
  const failed = during(async () => {
    throw new Error("in vain");
  }).catch(() => "failed");
  equal(rests(), false);
  equal(await failed, "failed");
  equal(rests(), true);
});

test("what is put off is under way until it was done, with all that it waits for", async () => {
  let done = 0;
  const run = debounced(10, async () => {
    await pause(20);
    done++;
  });
  run();
  run();
  equal(rests(), false);
  equal(await atRest(), true);
  equal(done, 1);
});

test("what waits for a frame is under way", async () => {
  let done = 0;
  const run = afterFrame(() => done++);
  run();
  run();
  equal(rests(), false);
  equal(await atRest(), true);
  equal(done, 1);
});

test("a queue that works is under way", async () => {
  const queue = new Queue();
  queue.push(() => pause(10));
  equal(rests(), false);
  equal(await atRest(), true);
  queue.push(() => undefined);
  equal(rests(), true);
});
