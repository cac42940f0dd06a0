// @ts-check
import { figure, n, t } from "../js/lib/locale.js";
import { equal, test } from "./run.js";

test("a text without translations stays English", () => equal(t("Saved"), "Saved"));
test("words fill a text in turn, or by their places", () => {
  equal([t("%s of %d", "a", 2), t("%[2]s before %[1]s", "a", "b"), t("100%% of %s", "it"), t("%s", "%s")], ["a of 2", "b before a", "100% of it", "%s"]);
});
test("a number takes its form and its commas", () => {
  equal([n(1, "%d page", "%d pages"), n(0, "%d page", "%d pages"), n(1234567, "%d page of %s", "%d pages of %s", "it")], ["1 page", "0 pages", "1,234,567 pages of it"]);
});
test("commas stand between thousands", () => equal([figure(999), figure(1000), figure(1234567)], ["999", "1,000", "1,234,567"]));
test("translations come with the page", async () => {
  const script = Object.assign(document.createElement("script"), { type: "application/json", id: "script-words" });
  script.textContent = JSON.stringify({ "%s of %s": "%[2]s 中的 %[1]s", "%d pages": "%d 版" });
  document.body.append(script);
  const another = "../js/lib/locale.js?said";
  const said = /** @type {typeof import("../js/lib/locale.js")} */ (await import(another));
  script.remove();
  equal([said.t("%s of %s", "a", "b"), said.n(1, "%d page", "%d pages"), said.t("Other")], ["b 中的 a", "1 版", "Other"]);
});
