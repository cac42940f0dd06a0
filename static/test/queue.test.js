// @ts-check
import { Queue } from "../js/net/queue.js";
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
