package formats

import (
	"bytes"
	"strings"
	"testing"

	"galley/engine/markup"
	"galley/engine/text"
)

// smallActs mark a little of everything on the source of small.
var smallActs = []string{
	`{"kind":"role","blocks":[{"page":1,"start":0,"end":3}],"role":"package-head"}`,
	`{"kind":"role","blocks":[{"page":1,"start":5,"end":10}],"role":"headline"}`,
	`{"kind":"turn","block":{"page":1,"start":5,"end":10},"at":7}`,
	`{"kind":"correct","page":1,"start":5,"end":6,"text":"吉\n<&>"}`,
	`{"kind":"role","blocks":[{"page":1,"start":14,"end":20}],"role":"caption"}`,
	`{"kind":"role","blocks":[{"page":1,"start":22,"end":35}],"role":"body"}`,
	`{"kind":"cut","block":{"page":1,"start":22,"end":35},"at":34}`,
	`{"kind":"role","blocks":[{"page":1,"start":37,"end":42}],"role":"body"}`,
	`{"kind":"role","blocks":[{"page":2,"start":0,"end":7}],"role":"body"}`,
	`{"kind":"assign","blocks":[{"page":2,"start":0,"end":7}],"article":"ARTICLE"}`,
	`{"kind":"join","block":{"page":2,"start":0,"end":7},"from":{"page":1,"start":37,"end":42},"glue":"dehyphenate"}`,
	`{"kind":"span","page":2,"start":0,"end":3,"role":"person","attributes":{"as":"甲; 乙"}}`,
	`{"kind":"role","blocks":[{"page":2,"start":9,"end":11}],"role":"masthead"}`,
	`{"kind":"picture","page":2,"offset":8,"article":"ARTICLE","attributes":{"motif":"\"𠮷\""}}`,
	`{"kind":"doubt","blocks":[{"page":2,"start":0,"end":7}],"doubtful":true}`,
	`{"kind":"edit","article":"ARTICLE","attributes":{"agency":"新华社"},"notes":["n\tn"]}`,
	`{"kind":"dismiss","block":{"page":2,"start":0,"end":7},"problem":"open-end","reason":"<“𠮷”>"}`,
	`{"kind":"role","blocks":[{"page":2,"start":13,"end":15}],"role":"headline"}`,
	`{"kind":"dismiss","article":"LAST","problem":"heading-only","reason":"x"}`,
	`{"kind":"state","page":1,"state":"submitted"}`,
}

// small is a set with a little of everything.
func small(t testing.TB) *markup.Set {
	t.Helper()
	set := markup.NewSet(&markup.Source{Language: "zh-Hans", Pages: []*markup.Page{
		markup.NewPage(1, "总 题\n\n𠮷田 宁话\n\n\n\n▲图。甲 摄\n\n本报讯(记者 甲)一\n二三\n\n三 co-\n"), markup.NewPage(2, "operate\n\n3版\n\n短讯\n")}})
	for i, act := range smallActs {
		headline, _ := set.Extent(1, 5)
		last, _ := set.Extent(2, 13)
		ids := strings.NewReplacer("ARTICLE", set.Block(headline).Article, "LAST", set.Block(last).Article)
		kind, act, err := markup.ReadAct([]byte(ids.Replace(act)))
		if err != nil {
			t.Fatal(err)
		}
		seed := text.DerivedID("act", i)
		r, err := set.Resolve(act, seed, markup.Circumstances{})
		if err != nil {
			t.Fatalf("%s: %v", smallActs[i], err)
		}
		for k, step := range []markup.Step{r.Step, r.Inferred} {
			e := markup.LoggedStep{Version: set.Version() + 1, ID: text.DerivedID(seed, k+1000), Author: 1, Kind: kind, Step: step}
			if set, err = set.Apply(e); err != nil {
				t.Fatal(err)
			}
		}
	}
	return set
}

func TestASetWithALittleOfEverythingSurvives(t *testing.T) {
	set := small(t)
	checkRoundTrip(t, set)
	checkRelaxNG(t, written(t, All[1], set))
}

func FuzzReadJSON(f *testing.F) { fuzzOwn(f, All[0]) }

func FuzzReadXML(f *testing.F) { fuzzOwn(f, All[1]) }

// fuzzOwn wants a refusal, or a file that survives.
func fuzzOwn(f *testing.F, format Format) {
	f.Add(written(f, format, small(f)))
	f.Add(written(f, format, markup.NewSet(&markup.Source{})))
	f.Fuzz(func(t *testing.T, file []byte) {
		d, err := format.Read(bytes.NewReader(file))
		if err != nil {
			wantRefused(t, err)
			return
		}
		var out bytes.Buffer
		if err := format.Write(&out, d); err != nil {
			t.Fatal(err)
		}
		again, err := format.Read(bytes.NewReader(out.Bytes()))
		if err != nil {
			t.Fatalf("%v\n%s", err, out.Bytes())
		}
		var twice bytes.Buffer
		if err := format.Write(&twice, again); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(out.Bytes(), twice.Bytes()) {
			t.Fatalf("written differently after it was read:\n%s\n%s", out.Bytes(), twice.Bytes())
		}
		for _, other := range ownFormats() {
			var file bytes.Buffer
			if err := other.Write(&file, d); err != nil {
				wantRefused(t, err)
				continue
			}
			if _, err := other.Read(bytes.NewReader(file.Bytes())); err != nil {
				t.Fatalf("%s: %v\n%s", other.Title, err, file.Bytes())
			}
		}
	})
}

func FuzzReadGold(f *testing.F) {
	f.Add([]byte(`{"format":"page-gold/1","source":{"sha256":"` + markup.HashOf("𠮷\n") + `","codepoints":2},"blocks":[{"block":0,"start":0,"end":1,` +
		`"article":"a","role":"body","quote":"𠮷"}],"articles":[{"id":"a","type":"news","order":1,"blocks":[0]}]}`))
	f.Fuzz(func(t *testing.T, file []byte) {
		d, err := readGold(bytes.NewReader(file))
		if err != nil {
			wantRefused(t, err)
			return
		}
		if d.Marks.Pages[0].Length > 1<<16 {
			return
		}
		page := &markup.Page{Key: 1, Hash: d.Marks.Pages[0].Hash, Rule: markup.BoundaryRule}
		var words []byte
		last := 0
		for _, b := range d.Marks.Pages[0].Blocks {
			words = append(append(words, bytes.Repeat([]byte("\n"), b.Start-last)...), b.Quote...)
			page.Blocks = append(page.Blocks, text.Span{Start: b.Start, End: b.End})
			last = b.End
		}
		words = append(words, bytes.Repeat([]byte("\n"), d.Marks.Pages[0].Length-last)...)
		page.Text = text.NewText(string(words))
		set := imported(t, &markup.Source{Pages: []*markup.Page{page}}, d.Marks)
		again := imported(t, set.Source(), set.Standoff())
		if differences := markup.Differences(set, again); len(differences) > 0 {
			t.Fatal(differences)
		}
	})
}
