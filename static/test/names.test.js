// @ts-check
import { ago, initials } from "../js/lib/names.js";
import { equal, test } from "./run.js";

test("initials are short and tell people apart", () => {
  const names = { "Lin Yue": "LY", "lin": "Li", "María del Carmen Ruiz": "MR", "林晓": "林晓", "欧阳修文": "修文", "王·小明": "小明", "𠮷野": "𠮷野", "김민준": "민준", "j.smith": "JS", "A": "A", "🙂": "🙂" };
  equal(Object.keys(names).map(initials), Object.values(names));
});

test("a time is told by its largest unit, in the reader's language", () => {
  equal([0, 44, 45, 60, 179, 180, 3599, 3600, 86399, 86400, 172800, 2629800, 400 * 86400].map((s) => ago(s, "en")),
    ["just now", "just now", "1 minute ago", "1 minute ago", "2 minutes ago", "3 minutes ago", "59 minutes ago", "1 hour ago", "23 hours ago", "yesterday", "2 days ago", "last month", "last year"]);
  equal(ago(180, "zh-Hans"), "3分钟前");
});
