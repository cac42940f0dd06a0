package formats

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"galley/engine/markup"
	"galley/fault"
	"galley/tests/samples"
)

// tampering changes one thing in an export and must be told so.
type tampering struct {
	name     string
	from, to string // the first from in the file becomes to
	says     string // part of the sentence, with the place
}

func TestTamperedJSONIsRefused(t *testing.T) {
	whole := string(written(t, All[0], goldSet(t, samples.Dir(), goldPages[0])))
	checkTampered(t, All[0], whole, []tampering{
		{"another version", `"galley-issue/2"`, `"galley-issue/3"`, "At format: this is galley-issue/3; this program reads galley-issue/1 and galley-issue/2."},
		{"no version", `"format": "galley-issue/2",`, ``, "At format: this does not say that it is galley-issue/2."},
		{"a changed hash", "\"要闻\",\n   \"sha256\": \"f095ea", "\"要闻\",\n   \"sha256\": \"a095ea", "At pages[0].sha256: it says a095ea"},
		{"a changed text", `11月9日,国家主席`, `11月8日,国家主席`, "At pages[0].sha256: it says f095ea"},
		{"a changed length", `"length": 5605`, `"length": 5606`, "At pages[0]: its length is 5606, but the text has 5605 code points."},
		{"a rule of the future", `"rule": 1`, `"rule": 2`, "At pages[0].rule: this program knows no rule 2"},
		{"an unknown field", `"label": "A1"`, `"colour": "A1"`, "At pages[0].colour: this does not belong here"},
		{"a field in capitals", `"label": "A1"`, `"Label": "A1"`, "At pages[0].Label: this does not belong here"},
		{"a field twice", `"label": "A1",`, `"label": "A1", "label": "A1",`, "At pages[0].label: this key appears twice."},
		{"a number that is text", `"length": 5605`, `"length": "5605"`, "At pages.length: a string does not belong here."},
		{"a role that the vocabulary lacks", `"state": "decided", "role": "deck"`, `"state": "decided", "role": "banner"`, `At pages[0].blocks[8]: "banner" is not a role of blocks.`},
		{"an unknown block", `{"start": 529, "end": 537`, `{"start": 529, "end": 536`, "At pages[0].blocks[8]: 529–536 is not a block of the text"},
		{"an unknown article", `"role": "deck", "article": "a2"`, `"role": "deck", "article": "a77"`, `At pages[0].blocks[8]: there is no article "a77" in this file.`},
		{"an undecided block with a role", `"state": "decided", "role": "deck"`, `"state": "undecided", "role": "deck"`, "At pages[0].blocks[8]: a block that is undecided has no role."},
		{"a turn outside its heading", `"turns": [515]`, `"turns": [527]`, "At pages[0].blocks[7]: the turn at 527"},
		{"an invalid time", `"first": "2022-11-10T08`, `"first": "2022-11-31T08`, "At provenance.first"},
		{"an unknown state", `"state": "draft"`, `"state": "lost"`, "At provenance.state"},
		{"the hash in the provenance", `{"page": 1, "sha256": "f`, `{"page": 1, "sha256": "e`, "At provenance.sources[0].sha256: the file says"},
		{"a tree with another title", `"title": "精准精细`, `"title": "精确精细`, "At articles[2].title: the file says “精确精细"},
		{"a tree with another role", `"role": "deck",`, `"role": "kicker",`, ""},
		{"a tree without furniture", `"role": "promo", "text"`, `"role": "noise", "text"`, "At furniture[1].role: the file says “noise”, its texts and marks make “promo”."},
		{"a person of another name", `{"name": "邓伟勇"`, `{"name": "邓勇伟"`, "At articles[1].bylines[0].persons[0].name"},
		{"a changed quote", `"as": "全媒体记者"}, "text": "邓伟勇"`, `"as": "全媒体记者"}, "text": "邓勇伟"`, "it quotes “邓勇伟”, but the text says “邓伟勇” there."},
		{"an attribute without a name", `{"as": "全媒体记者"}`, `{"": "全媒体记者"}`, "An attribute must have a name"},
		{"a dangling parent", `"parent": "s1"`, `"parent": "s100"`, `At marks.spans[1]: there is no span "s100" in this file.`},
		{"a dangling package", `"parent": "a6"`, `"parent": "a60"`, `At marks.articles[6]: there is no article "a60" in this file.`},
		{"a ring of packages", `{"id": "a6", "type": "package"`, `{"id": "a6", "parent": "a7", "type": "package"`, "At marks.articles[5]: "},
		{"a name used twice", `{"id": "s3", "at"`, `{"id": "s2", "at"`, `At marks.spans[2]: the id "s2" is used twice.`},
		{"names in another order", `{"id": "a11", "type"`, `{"id": "a12", "type"`, ""},
		{"two joins into one block", `{"page": 1, "end": 2743, "to": {"page": 1, "start": 2745`, `{"page": 1, "end": 2743, "to": {"page": 1, "start": 2925`, "At marks.joins[3]: another block already continues in the block at 2925 (marks.joins[2])."},
		{"a join to no block", `"to": {"page": 1, "start": 2745`, `"to": {"page": 1, "start": 2746`, "At marks.joins[2]: "},
		{"a join to another page", `"to": {"page": 1, "start": 2745`, `"to": {"page": 2, "start": 2745`, "At marks.joins[2].to: page 2 is not among the pages of this file."},
		{"an unknown glue", `"glue": "none", "certain"`, `"glue": "tape", "certain"`, `At marks.joins[0]: Unknown glue "tape"`},
		{"crossing spans", `"at": [{"page": 1, "start": 5, "end": 7}], "role": "place", "parent": "s1", "text": "北京"`,
			`"at": [{"page": 1, "start": 4, "end": 7}], "role": "place", "parent": "s1", "text": "社北京"`, "The mark would cross the "},
		{"a span outside the text", `"start": 5, "end": 7}], "role": "place"`, `"start": 5, "end": 7000}], "role": "place"`, "At marks.spans[2].at[0]: 5–7000 lies outside the text."},
		{"a span without a place", `"at": [{"page": 1, "start": 5, "end": 7}], "role": "place", "parent": "s1", "text": "北京"`,
			`"at": [], "role": "place", "parent": "s1", "text": ""`, "At marks.spans[2]: "},
		{"a part outside its whole", `"role": "place", "parent": "s1"`, `"role": "place", "parent": "s13"`, "At marks.spans[2]: "},
		{"something behind the end", "\n}\n", "\n} {}", "The file is not JSON"},
		{"a truncated file", `"marks": {`, ``, "The file is not JSON: line "},
	})
}

func TestTamperedDismissalsAreRefused(t *testing.T) {
	set := small(t)
	checkTampered(t, All[0], string(written(t, All[0], set)), []tampering{
		{"of no article", `"article": "a3", "problem"`, `"article": "a33", "problem"`, `At marks.dismissals[0]: there is no article "a33" in this file.`},
		{"of no kind", `"problem": "heading-only"`, `"problem": "Heading"`, `At marks.dismissals[0]: "Heading" is not a kind of problem.`},
		{"without a reason", `"reason": "x"`, `"reason": ""`, "At marks.dismissals[0]: Say why this is no problem."},
		{"of block and article", `"article": "a3", "problem"`, `"page": 2, "start": 0, "article": "a3", "problem"`, "At marks.dismissals[0]: a dismissed problem belongs to a block or to an article."},
		{"of no block", `"start": 0, "problem"`, `"start": 1, "problem"`, "At marks.dismissals[1]: No block begins at position 1 of page 2 any longer."},
		{"at no time", `"problem": "heading-only"`, `"problem": "heading-only", "at": "yesterday"`, "At marks.dismissals[0]: \"yesterday\" is not a time in UTC"},
		{"twice", `{"page": 2, "start": 0, "problem"`, `{"page": 2, "start": 0, "problem": "open-end", "reason": "y"}, {"page": 2, "start": 0, "problem"`, "At marks.dismissals[2]: this repeats marks.dismissals[1]."},
	})
}

func TestTamperedXMLIsRefused(t *testing.T) {
	whole := string(written(t, All[1], goldSet(t, samples.Dir(), goldPages[0])))
	checkTampered(t, All[1], whole, []tampering{
		{"another version", `format="galley-issue/2"`, `format="galley-issue/3"`, `At line 2: this is <galley xmlns="urn:galley:issue:2" format="galley-issue/3">`},
		{"another namespace", `xmlns="urn:galley:issue:2"`, `xmlns="urn:galley:issue:3"`, "At line 2: the element <galley> is not of the namespace"},
		{"a changed hash", ` sha256="f095ea`, ` sha256="a095ea`, ""},
		{"a changed text", `11月9日,国家主席`, `11月8日,国家主席`, "At pages[0].sha256: it says f095ea"},
		{"an unknown element", `<label>A1</label>`, `<colour>A1</colour>`, "the element <colour> is unknown."},
		{"an unknown attribute", `<page key="1"`, `<page hue="7" key="1"`, `the attribute "hue" of <page> is unknown`},
		{"an element in the wrong place", `<label>A1</label>`, `<title>A1</title>`, "the file has <title> here"},
		{"text between elements", `<articles>`, `<articles>Hear, hear!`, "the text “Hear, hear!” stands where only elements may."},
		{"an element within a text", `<label>A1</label>`, `<label><note/>A1</label>`, "<label> holds text"},
		{"an invalid number", `length="5605"`, `length="many"`, `the attribute length="many" of <page> is not a number.`},
		{"a number written otherwise", `length="5605"`, `length="05605"`, `the file says length="05605", its texts and marks make "5605".`},
		{"a role that the vocabulary lacks", `role="deck"`, `role="banner"`, `At pages[0].blocks[8]: "banner" is not a role of blocks.`},
		{"a dangling article", `role="deck" article="a2"`, `role="deck" article="a77"`, `At pages[0].blocks[8]: there is no article "a77" in this file.`},
		{"a dangling parent", `parent="s1"`, `parent="s100"`, `At marks.spans[1]: there is no span "s100" in this file.`},
		{"a tree with another title", `<title>精准精细`, `<title>精确精细`, "the file says “精确精细"},
		{"a person of another name", `<name>邓伟勇`, `<name>邓勇伟`, "(galley/articles[1]/article[2]/byline[1]/person[1]/name[1]): the file says “邓勇伟”"},
		{"two joins into one block", `to-start="2745"`, `to-start="2925"`, "At marks.joins[3]: another block already continues in the block at 2925"},
		{"a document type", `<galley `, `<!DOCTYPE galley><galley `, "a document type or another directive does not belong here."},
		{"an entity", `<label>A1</label>`, `<label>&bomb;</label>`, "The file is not XML: line "},
		{"a second root", `</galley>`, `</galley><galley xmlns="urn:galley:issue:2"/>`, "there is a second element <galley> outside the first."},
		{"a missing part", `<part role="promo">`, `<!-- <part role="promo"> --><part role="promo" doubtful="true">`, `the attribute doubtful="true" does not belong here.`},
		{"a truncated file", `</marks>`, ``, "The file is not XML: line "},
	})
}

func checkTampered(t *testing.T, f Format, whole string, tests []tampering) {
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if !strings.Contains(whole, tt.from) {
				t.Fatalf("the export does not hold %s", tt.from)
			}
			_, err := Check(strings.NewReader(strings.Replace(whole, tt.from, tt.to, 1)), "dir/issue"+f.Extension)
			wantRefused(t, err)
			sentence := fault.Sentence(err)
			if !strings.HasPrefix(sentence, `The file "issue`+f.Extension+`" is not valid. `) || !strings.Contains(sentence, tt.says) {
				t.Errorf("got %q, want %q in it", sentence, tt.says)
			}
		})
	}
}

func TestTheTextOfAnotherPageIsRefused(t *testing.T) {
	set := goldSet(t, samples.Dir(), goldPages[1])
	d, _, err := Read(bytes.NewReader(written(t, All[0], set)), "issue.json")
	if err != nil {
		t.Fatal(err)
	}
	other := goldSet(t, samples.Dir(), goldPages[2])
	_, err = markup.NewSet(other.Source()).ImportStep(d.Marks, "seed", false)
	if fault.CodeOf(err) != fault.NotFound || !strings.Contains(fault.Sentence(err), "At pages[0]: no page of this issue has the text") {
		t.Errorf("got %v", err)
	}
}

func TestOtherFilesAreRefused(t *testing.T) {
	tests := []struct{ name, file, says string }{
		{"an empty file", "", "is neither JSON nor XML"},
		{"plain text", "今日天气\n", "is neither JSON nor XML"},
		{"a PDF", "%PDF-1.7\x00", "is neither JSON nor XML"},
		{"broken UTF-8", "{\"\xff\":1}", "It is not UTF-8."},
		{"some JSON", `{"hello": "world"}`, "At format: this does not say that it is galley-issue/2."},
		{"a list", `[]`, "is neither JSON nor XML"},
		{"some XML", "<html/>", "the element <html> is not of the namespace"},
		{"deep JSON", `{"format":"galley-issue/2","pages":` + strings.Repeat("[", 5000) + strings.Repeat("]", 5000) + "}", "nested too deep"},
		{"deep XML", strings.Repeat(`<galley xmlns="urn:galley:issue:2">`, 5000), "nested too deep"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Check(strings.NewReader(tt.file), "x")
			wantRefused(t, err)
			if err == nil || !strings.Contains(fault.Sentence(err), tt.says) {
				t.Errorf("got %v, want %q in it", err, tt.says)
			}
		})
	}
}

func TestTheReportOfACheckIsOneLine(t *testing.T) {
	set := goldSet(t, samples.Dir(), goldPages[0])
	for _, f := range ownFormats() {
		report, err := Check(bytes.NewReader(written(t, f, set)), "x")
		if err != nil {
			t.Fatal(err)
		}
		want := "galley-issue/2, 株洲日报 2022-11-10: 1 page, 58 blocks, 11 articles, 60 marks; everything fits."
		if report.String() != want {
			t.Errorf("%s: got %s, want %s", f.Title, report, want)
		}
	}
	report, err := Check(bytes.NewReader(testFile(t, samples.Dir(), goldPages[0]+".gold.json")), "some/page.gold.json")
	want := "page-gold/1, page.gold.json: 1 page, 58 blocks, 11 articles, 60 marks; everything fits."
	if err != nil || report.String() != want {
		t.Errorf("got %s (%v), want %s", report, err, want)
	}
}

func TestJSONOfAnyLayoutIsRead(t *testing.T) {
	set := goldSet(t, samples.Dir(), goldPages[2])
	var compact bytes.Buffer
	if err := json.Compact(&compact, written(t, All[0], set)); err != nil {
		t.Fatal(err)
	}
	d, _, err := Read(strings.NewReader("\uFEFF"+compact.String()), "x")
	if err != nil {
		t.Fatal(err)
	}
	if differences := markup.Differences(set, imported(t, set.Source(), d.Marks)); len(differences) > 0 {
		t.Error(differences)
	}
}
