package workbench

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"galley/engine/markup"
	"galley/views/parts"
)

// block is a decided block of the test page.
func block(number, start int, text, role, article string) BlockRow {
	return BlockRow{Number: number, Start: start, End: start + len([]rune(text)), Gap: 1, Text: text, Role: role, Article: article, State: "decided"}
}

func sampleWorkbench() Workbench {
	body := block(4, 20, "本报讯（记者𠮷田宁）近日 <b>", "body", "x")
	body.Marks = []parts.MarkRow{
		{ID: "inner", Role: "person", Start: 26, End: 29}, {ID: "outer", Role: "byline", Start: 20, End: 30},
		{ID: "fixed", Start: 30, End: 32, Correction: "昨日"},
	}
	body.To = &JoinEnd{Page: 1, Start: 40, Number: 5}
	last := block(5, 40, "走完。", "", "")
	last.State = "undecided"
	last.From = &JoinEnd{Page: 1, Start: 20, Number: 4, Words: "一二三四五六七八"}
	return Workbench{
		Set: 7, Issue: 3, User: 1, Publication: "临江日报", Date: "2031-05-09", Number: "8871", Language: "zh-Hans", Page: 1, Version: 12, State: "draft",
		MayMark: true, Moves: []markup.State{markup.Submitted}, Live: true,
		Pages:  []PageTab{{Key: 1, Label: "1", Section: "要闻", Blocks: 5, Undecided: 1}, {Key: 3, Label: "3", Blocks: 20}},
		Blocks: []BlockRow{block(1, 0, "3 民生", "masthead", ""), block(2, 6, "总题", "package-head", "p"), block(3, 10, "标题", "headline", "x"), body, last},
		Outline: []OutlineRow{
			{Kind: PackageRow, Article: "p", Number: "P1", Title: "总题", Type: "package", Page: 1, Start: 6},
			{Kind: ArticleRow, Article: "x", Parent: "p", Number: "1", Title: "标题", Type: "news", Blocks: 2, Problems: []string{"open-end"}, Page: 1, Start: 10},
			{Kind: UndecidedRow, Page: 1, Start: 40, First: 5, Last: 5},
			{Kind: FurnitureRow, Page: 1, Start: 0, Title: "3 民生", Type: "masthead"},
		},
		Data: Data{Cells: map[string]any{}, Problems: map[string]any{}},
	}
}

// render draws the sample and gives its elements by id.
func render(t *testing.T, w Workbench) (page string, byID map[string]*html.Node) {
	t.Helper()
	var out strings.Builder
	if err := WorkbenchPage(w).Render(context.Background(), &out); err != nil {
		t.Fatal(err)
	}
	root, err := html.Parse(strings.NewReader(out.String()))
	if err != nil {
		t.Fatal(err)
	}
	byID = map[string]*html.Node{}
	for n := range root.Descendants() {
		if id := attributeOf(n, "id"); id != "" {
			byID[id] = n
		}
	}
	return out.String(), byID
}

func attributeOf(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func TestWorkbenchPageDrawsEveryRow(t *testing.T) {
	_, byID := render(t, sampleWorkbench())
	tests := []struct {
		id         string
		wantLabel  string
		wantColour string
		wantRail   string
	}{
		{"b-1-0", "block 1, masthead", "0", ""},
		{"b-1-6", "block 2, package head, package 1", "0", "first"},
		{"b-1-10", "block 3, headline, article 1", "1", "inside"},
		{"b-1-20", "block 4, body, article 1", "1", "last"},
		{"b-1-40", "block 5, undecided", "0", ""},
	}
	for _, tt := range tests {
		row := byID[tt.id]
		if row == nil {
			t.Errorf("there is no row %s", tt.id)
			continue
		}
		got := []string{attributeOf(row, "role"), attributeOf(row, "aria-label"), attributeOf(row, "data-colour"), attributeOf(row, "data-package")}
		if diff := cmp.Diff([]string{"row", tt.wantLabel, tt.wantColour, tt.wantRail}, got); diff != "" {
			t.Errorf("row %s (-want +got):\n%s", tt.id, diff)
		}
	}
}

func TestWorkbenchPageHoldsNoInlineScriptOrStyle(t *testing.T) {
	page, byID := render(t, sampleWorkbench())
	if strings.Contains(page, " style=") || strings.Contains(page, "<style") || strings.Contains(page, " onclick") {
		t.Error("the page holds inline style or script")
	}
	for _, id := range []string{"cells", "vocabulary"} {
		if byID[id] == nil || attributeOf(byID[id], "type") != "application/json" {
			t.Errorf("the page holds no JSON %s", id)
		}
	}
}

func TestAReaderGetsNoPalette(t *testing.T) {
	w := sampleWorkbench()
	w.MayMark, w.Moves = false, nil
	page, byID := render(t, w)
	if byID["palette"] != nil || strings.Contains(page, `data-command="undo"`) || strings.Contains(page, `data-command="state"`) {
		t.Error("somebody who may not mark is offered to")
	}
}

func TestTheRowHoldsTheTextAndNothingElse(t *testing.T) {
	_, byID := render(t, sampleWorkbench())
	for _, b := range sampleWorkbench().Blocks {
		for n := range byID[row{BlockRow: b, Page: 1}.id()].Descendants() {
			if attributeOf(n, "class") != "text" {
				continue
			}
			var text strings.Builder
			for d := range n.Descendants() {
				if d.Type == html.TextNode {
					text.WriteString(d.Data)
				}
			}
			if text.String() != b.Text {
				t.Errorf("block %d holds %q, want %q", b.Number, text.String(), b.Text)
			}
		}
	}
}

func TestColoursOfNeighboursDiffer(t *testing.T) {
	tests := []struct {
		name     string
		articles []string // of the blocks, in text order
		groups   map[string]string
		want     map[string]int
	}{
		{"a cycle of four", []string{"a", "b", "c", "d", "e"}, nil, map[string]int{"a": 1, "b": 2, "c": 3, "d": 4, "e": 1}},
		{"furniture parts nothing", []string{"a", "", "b"}, nil, map[string]int{"a": 1, "b": 2}},
		{"an article that returns keeps apart from all it touches", []string{"a", "b", "c", "d", "e", "a"}, nil, map[string]int{"a": 1, "b": 2, "c": 3, "d": 4, "e": 2}},
		{"a package has none", []string{"p", "a", "b"}, map[string]string{"p": "p", "a": "p", "b": "p"}, map[string]int{"a": 1, "b": 2}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var blocks []BlockRow
			for _, a := range tt.articles {
				blocks = append(blocks, BlockRow{Article: a})
			}
			if diff := cmp.Diff(tt.want, coloursOf(blocks, tt.groups)); diff != "" {
				t.Errorf("colours (-want +got):\n%s", diff)
			}
		})
	}
}

func TestWindowsHoldEqualPartsOfTheSourceHoweverItIsCut(t *testing.T) {
	var w Workbench
	for i := range 2*PerWindow + 1 {
		w.Blocks = append(w.Blocks, BlockRow{Number: len(w.Blocks) + 1, Start: 10 * i, End: 10*i + 5})
		if i == 3 {
			w.Blocks = append(w.Blocks, BlockRow{Number: len(w.Blocks) + 1, Start: 10*i + 5, End: 10*i + 8, Cut: true})
		}
	}
	var sizes []int
	for _, rows := range w.windows() {
		sizes = append(sizes, len(rows))
	}
	if diff := cmp.Diff([]int{PerWindow + 1, PerWindow, 1}, sizes); diff != "" {
		t.Errorf("rows of the windows (-want +got):\n%s", diff)
	}
}

func TestOutlineRowsSayWhatIsMissing(t *testing.T) {
	tests := []struct {
		name                               string
		row                                OutlineRow
		wantTitle, wantFacts, wantProblems string
	}{
		{"an article", OutlineRow{Kind: ArticleRow, Title: "题", Type: "news", Blocks: 3, Pictures: 1}, "题", "News · 3 ¶ · 1 picture", ""},
		{"one without headline shows its first words, and says so once", OutlineRow{Kind: ArticleRow, Title: "新华社", Headless: true, Type: "brief", Blocks: 1, Problems: []string{"no-headline"}},
			"“新华社…”", "Brief · 1 ¶ · no headline", ""},
		{"assumed blocks are counted", OutlineRow{Kind: ArticleRow, Title: "题", Type: "news", Blocks: 5, Undecided: 4, Problems: []string{"open-end", "repeated"}}, "题", "News · 5 ¶ · 4 assumed",
			"open end, repeats text"},
		{"a package has no parts of its own", OutlineRow{Kind: PackageRow, Title: "总题", Type: "package", Blocks: 1}, "总题", "Package", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := []string{tt.row.title(context.Background()), tt.row.facts(context.Background()), tt.row.problems(context.Background())}
			if diff := cmp.Diff([]string{tt.wantTitle, tt.wantFacts, tt.wantProblems}, got); diff != "" {
				t.Errorf("words (-want +got):\n%s", diff)
			}
		})
	}
}

func TestCapitalsAreOfLetters(t *testing.T) {
	for words, want := range map[string]string{"": "", "masthead": "Masthead", "échelle": "Échelle", "报头": "报头"} {
		if got := parts.Capital(words); got != want {
			t.Errorf("capital(%q) is %q, want %q", words, got, want)
		}
	}
}
