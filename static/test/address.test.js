// @ts-check
import { fill } from "../js/lib/address.js";
import { equal, test } from "./run.js";

test("an address is filled in and escaped", () => {
  equal(fill("/sets/:id/pages/:page", "setPage", [12, 1]), "/sets/12/pages/1");
  equal(fill("/sets/:id/queries/:key/comments", "comments", [12, "a/b"]), "/sets/12/queries/a%2Fb/comments");
  equal(fill("/notices/bell", "bell", []), "/notices/bell");
});

test("an address that is not known, or wants other parts, is an error", () => {
  for (const [pattern, parts] of /** @type {[string, number[]][]} */ ([["", []], ["/sets/:id", []], ["/sets/:id", [1, 2]]])) {
    let failed = false;
    try {
      fill(pattern, "x", parts);
    } catch {
      failed = true;
    }
    equal(failed, true);
  }
});
