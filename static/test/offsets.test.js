// @ts-check
import { Ruler, length, slice } from "../js/lib/offsets.js";
import { equal, test } from "./run.js";

const texts = /** @type {Record<string, string>} */ ({
  "plain Chinese": "新华社北京11月9日电",
  "a character beyond the BMP": "记者𠮷田宁",
  "one after another": "𠮷𠮷a𠮷",
  "an emoji with a joiner": "a👩‍👩‍👧b",
  "ideographic space and form feed": "　　柳条巷\f口",
  "nothing": "",
});

for (const [name, text] of Object.entries(texts)) {
  test(`points and units agree in ${name}`, () => {
    const points = [...text];
    const ruler = new Ruler(text);
    equal(ruler.length, points.length, "length");
    equal(length(text), points.length, "length");
    for (let i = 0, unit = 0; i <= points.length; unit += points[i]?.length ?? 0, i++) {
      equal(ruler.unit(i), unit, `unit of ${i}`);
      equal(ruler.point(unit), i, `point of ${unit}`);
    }
    for (let i = 0; i <= points.length; i++) {
      for (let j = i; j <= points.length; j++) equal(slice(text, i, j), points.slice(i, j).join(""), `slice ${i} ${j}`);
    }
  });
}

test("the middle of a pair counts as its start", () => {
  equal(new Ruler("a𠮷b").point(2), 1);
  equal(new Ruler("a𠮷b").unit(1), 1);
});

test("a long text is measured without counting every time", () => {
  const ruler = new Ruler("字".repeat(100000) + "𠮷" + "字".repeat(100000));
  equal([ruler.length, ruler.unit(100001), ruler.point(100002)], [200001, 100002, 100001]);
});
