package reading

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// everyReader gives what each reader finds, for what must hold of all of them.
var everyReader = []func(string) []Reading{
	ReadOpening, ReadClosing, readLineDatelines, readLineHeads,
	one(ReadRunInHead), one(ReadCrossHead), one(ReadByline), one(ReadDateline), one(ReadCredit), one(ReadFolio),
	one(ReadSignature), one(ReadStaffLine), one(ReadJump),
	parts("byline"), parts("dateline"), parts("credit"), parts("signature"), parts("folio"), parts("staff-line"),
}

func one(read func(string) (Reading, bool)) func(string) []Reading {
	return func(text string) []Reading {
		if r, ok := read(text); ok {
			return []Reading{r}
		}
		return nil
	}
}

func parts(role string) func(string) []Reading {
	return func(text string) []Reading { return ReadParts(role, text) }
}

// checkReadings wants readings inside [start, end), not empty, in order, apart from each other, and
// their parts so inside them.
func checkReadings(t rapid.TB, readings []Reading, start, end int) {
	t.Helper()
	at := start
	for _, r := range readings {
		if r.Role == "" || r.Start < at || r.End <= r.Start || r.End > end {
			t.Fatalf("reading %+v is not in order inside [%d, %d)", r, at, end)
		}
		checkReadings(t, r.Parts, r.Start, r.End)
		at = r.End
	}
}

// Run it with -fuzzminimizetime=5x: a search for shorter inputs takes all the time otherwise.
func FuzzReaders(f *testing.F) {
	for _, seed := range []string{
		"本报讯（记者 易　蓉 通讯员𠮷田宁）昨日。（顾朝晖）（下转第2版）", "据新华社北京3月2日电（记者 张旭）", "●新桥　本报讯", "【】", "（", "）",
		"工人正在吊装。新华社发（顾朝晖 摄）", "LONDON, Nov. 9 (Reuters) —", "By JOHN SMITH and MARY JONES, Staff Writers\n", "—(Ibid.)", "a.—Leeds Mercury.",
		"2031年5月9日 星期五 第7016期 CN 00-0001\u30003版", "责编：顾 朝 校对/李想", "Continued on Page A7, Column 2", "青浦市渡口管理处\n2031年5月9日", "\xff\xfe（\xe4", "文/图 摄", "—(..\x80\x94", "／／／", "-", "\u00AD",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 4096 {
			t.Skip() // the readers look at the ends of a text only
		}
		length := utf8.RuneCountInString(text)
		for _, read := range everyReader {
			checkReadings(t, read(text), 0, length)
		}
		checkReadings(t, append(ReadOpening(text), ReadClosing(text)...), 0, length)
		GuessFurniture(text)
		EndsOpen(text)
		IsShortHeading(text)
		OpensWithSign(text)
		LooksLikeFolio(text)
		SuggestGlue(text, text, "zh")
		ReadMasthead(text)
		if r, ok := ReadDateline(text); ok {
			AgencyOf(r, text)
		}
	})
}

// scraps are what bylines, datelines and page lines are made of.
var scraps = []string{
	"本报讯", "（", "）", "(", ")", "记者", "通讯员", " ", "\u3000", "顾朝晖", "易", "/", "：", "摄", "文/图", "。", "新华社", "北京", "11月9日", "电", "\n",
	"By ", "JOHN SMITH", " and ", ",", "—", "Reuters", "LONDON", "Nov. 9", "第2版", "下转", "上接", "●", "【", "】", "供图", "责编", "公司", "-", ".",
	"2031年", "星期五", "\xff", "𠮷", "Photo by ", "©", "AP", "Page A7", "Continued on ", "(Ibid.)", "Leeds Mercury",
}

func TestReadersKeepInsideTheirTextWhateverItIsMadeOf(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(scraps), 1, 30).Draw(r, "scraps"), "")
		for _, read := range everyReader {
			checkReadings(r, read(text), 0, utf8.RuneCountInString(text))
		}
		checkReadings(r, append(ReadOpening(text), ReadClosing(text)...), 0, utf8.RuneCountInString(text))
	})
}
