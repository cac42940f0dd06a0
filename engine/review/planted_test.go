package review

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"galley/engine/formats"
	"galley/engine/markup"
	"galley/engine/text"
	"galley/tests/samples"
)

// linjiang is the Linjiang page with the marks of its gold, and those marks to be changed.
func linjiang(t *testing.T) (gold *markup.Set, marks markup.Marks) {
	t.Helper()
	file, err := os.Open(samples.Path("syn-zh-linjiang-2031-05-09-p1.galley.json"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	doc, _, err := formats.Read(file, file.Name())
	if err != nil {
		t.Fatal(err)
	}
	source := &markup.Source{Language: doc.Issue.Language}
	for _, p := range doc.Pages {
		source.Pages = append(source.Pages, markup.NewPage(p.Key, p.Text))
	}
	gold = marked(t, source, doc.Marks, "gold")
	return gold, gold.Standoff()
}

// marked is an empty set with marks brought in.
func marked(t *testing.T, source *markup.Source, marks markup.Marks, name string) *markup.Set {
	t.Helper()
	step, err := markup.NewSet(source).ImportStep(marks, text.DerivedID(name, 0), false)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	set, err := markup.NewSet(source).Apply(markup.LoggedStep{Version: 1, ID: text.DerivedID(name, 1), Author: 1, Step: step})
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return set
}

// planting changes marks, block by the number of the gold.
type planting struct {
	*testing.T
	*markup.Marks
}

func (p *planting) block(start int) *markup.BlockMark {
	i := slices.IndexFunc(p.Pages[0].Blocks, func(b markup.BlockMark) bool { return b.Start == start })
	if i < 0 {
		p.Fatalf("no block begins at %d", start)
	}
	return &p.Pages[0].Blocks[i]
}

func (p *planting) article(title string) *markup.ArticleMark {
	for i := range p.Articles {
		for _, b := range p.Pages[0].Blocks {
			if b.Article == p.Articles[i].ID && b.Role == "headline" && b.Start == map[string]int{"a2": 259, "a4": 565, "a6": 770}[title] {
				return &p.Articles[i]
			}
		}
	}
	p.Fatalf("no article %s", title)
	return nil
}

func (p *planting) span(role string, start int) *markup.SpanMark {
	for i, s := range p.Spans {
		if s.Role == role && s.At[0].Start == start {
			return &p.Spans[i]
		}
	}
	p.Fatalf("no %s at %d", role, start)
	return nil
}

// planted are sixteen differences, each of another kind or cause, with the place where Compare finds
// them.
var planted = []struct {
	name  string
	kind  Kind
	start int
	plant func(p *planting)
}{
	{"a line that does not turn", Turning, 13, func(p *planting) { p.block(13).Turns = nil }},
	{"a cut whose pieces are the same", Boundary, 128, func(p *planting) {
		i := slices.IndexFunc(p.Pages[0].Blocks, func(b markup.BlockMark) bool { return b.Start == 128 })
		right := p.Pages[0].Blocks[i]
		p.Pages[0].Blocks[i].End, right.Start = 150, 150
		p.Pages[0].Blocks = slices.Insert(p.Pages[0].Blocks, i+1, right)
		p.Cuts = append(p.Cuts, markup.CutMark{Page: 1, At: 150})
	}},
	{"a title", OwnData, 259, func(p *planting) { p.article("a2").Title = "读书周" }},
	{"a deck that is a headline", BlockRole, 269, func(p *planting) { p.block(269).Role = "headline" }},
	{"a byline with all its parts", SpanMark, 281, func(p *planting) {
		whole := p.span("byline", 281).ID
		p.Spans = slices.DeleteFunc(p.Spans, func(s markup.SpanMark) bool { return s.ID == whole || s.Parent == whole })
	}},
	{"a correction", Correcting, 368, func(p *planting) {
		p.Corrections = append(p.Corrections, markup.CorrectionMark{ID: "c9", Correction: markup.Correction{Page: 1, Start: 380, End: 381, Text: "作"}})
	}},
	{"the role of a span with parts", SpanMark, 389, func(p *planting) { p.span("credit", 403).Role = "byline" }},
	{"the extent of a span", SpanMark, 415, func(p *planting) {
		s := p.span("person", 427)
		s.At, s.Quote = []markup.Piece{{Page: 1, Start: 427, End: 429}}, ""
	}},
	{"a join", Joining, 415, func(p *planting) {
		p.Joins = slices.DeleteFunc(p.Joins, func(j markup.JoinMark) bool { return j.End == 492 })
	}},
	{"a doubt", Doubting, 523, func(p *planting) { p.block(523).Doubtful = true }},
	{"an article that leaves its package", OwnData, 565, func(p *planting) { p.article("a4").Parent = "" }},
	{"an article that starts one block earlier", Grouping, 655, func(p *planting) { p.block(655).Article = p.block(687).Article }},
	{"a type", OwnData, 770, func(p *planting) { p.article("a6").Type = "essay" }},
	{"an article more, made of two blocks of another, and the join that falls with it", Existence, 986, func(p *planting) {
		p.Articles = append(p.Articles, markup.ArticleMark{ID: "more", Article: markup.Article{Type: "news", Headless: true}})
		for _, start := range []int{986, 995} {
			p.block(start).Article = "more"
		}
		p.Joins = slices.DeleteFunc(p.Joins, func(j markup.JoinMark) bool { return j.End == 984 })
	}},
	{"furniture that is text", BlockRole, 1015, func(p *planting) {
		b := p.block(1015)
		b.Role, b.Article = "body", "more"
	}},
	{"a note", Noting, 0, func(p *planting) {
		p.Notes[0].Notes = append(slices.Clone(p.Notes[0].Notes), "看第二遍")
	}},
}

// plantedApart is planted without what would be one difference with another: text that goes to the article
// that only one set has is part of that article.
func plantedApart() []int {
	var list []int
	for i, p := range planted {
		if p.name != "furniture that is text" {
			list = append(list, i)
		}
	}
	return list
}

// TestPlantedDifferencesAreFound plants each alone, and then all together: each is one difference, of its
// kind, at its place.
func TestPlantedDifferencesAreFound(t *testing.T) {
	all := plantedApart()
	for _, list := range append(slices.Collect(slices.Chunk(all, 1)), all) {
		gold, marks := linjiang(t)
		p := &planting{T: t, Marks: &marks}
		type found struct {
			Kind  Kind
			Start int
		}
		var want []found
		for _, i := range list {
			planted[i].plant(p)
			want = append(want, found{planted[i].kind, planted[i].start})
		}
		other := marked(t, gold.Source(), marks, "planted")
		c := comparing(t, gold, other)
		var got []found
		for _, d := range c.Differences {
			got = append(got, found{d.Kind, d.Start})
		}
		order := func(a, b found) int {
			if a.Start != b.Start {
				return a.Start - b.Start
			}
			return strings.Compare(string(a.Kind), string(b.Kind))
		}
		slices.SortFunc(want, order)
		slices.SortFunc(got, order)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", planted[list[0]].name, diff)
		}
		checkBothWays(t, c, gold, other)
	}
}

// checkBothWays decides for one set and for the other.
func checkBothWays(t *testing.T, c *Comparison, sets ...*markup.Set) {
	t.Helper()
	for i, want := range sets {
		got := adjudicated(t, c, markup.NewSet(want.Source()), c.TakeAll(i), Settings{Agreed: true})
		if said := differingMarks(want, got); len(said) > 0 {
			t.Errorf("decided for set %d: %s", i, strings.Join(said, "\n"))
		}
	}
}

func TestFurnitureThatIsTextIsOneDifference(t *testing.T) {
	gold, marks := linjiang(t)
	p := &planting{T: t, Marks: &marks}
	b := p.block(1015)
	b.Role, b.Article = "body", p.block(995).Article
	c := comparing(t, gold, marked(t, gold.Source(), marks, "planted"))
	if len(c.Differences) != 1 || c.Differences[0].Kind != BlockRole || !slices.Contains(c.Differences[0].Aspects, "grouping") {
		t.Errorf("got %+v", c.Differences)
	}
}

// TestDifferencesSayWhatTheSetsSay looks at what a page shows of a start that differs.
func TestDifferencesSayWhatTheSetsSay(t *testing.T) {
	gold, marks := linjiang(t)
	p := &planting{T: t, Marks: &marks}
	p.block(655).Article = p.block(687).Article
	c := comparing(t, gold, marked(t, gold.Source(), marks, "planted"))
	if len(c.Differences) != 1 {
		t.Fatalf("got %+v", c.Differences)
	}
	d := c.Differences[0]
	if diff := cmp.Diff([]markup.Extent{{Page: 1, Start: 655, End: 685}}, d.Blocks); diff != "" {
		t.Errorf("blocks (-want +got):\n%s", diff)
	}
	titles := []string{d.Values[0].Blocks[0].Title, d.Values[1].Blocks[0].Title}
	if diff := cmp.Diff([]string{"南岭镇: 一个电话修到田边", "南极中山站进入极夜"}, titles); diff != "" {
		t.Errorf("articles (-want +got):\n%s", diff)
	}
	if d.Values[0].Blocks[0].Begins || !d.Values[1].Blocks[0].Begins {
		t.Errorf("only in the second set an article begins here: %+v", d.Values)
	}
	if diff := cmp.Diff([]int{0, 1}, d.Alike); diff != "" {
		t.Errorf("alike (-want +got):\n%s", diff)
	}
	rows := c.Rows(1)
	i := slices.IndexFunc(rows, func(r Row) bool { return r.Start == 655 })
	if len(rows) != 32 || !slices.Equal(rows[i].Differences, []int{0}) || len(rows[i].Sets) != 2 || len(rows[i-1].Differences) > 0 {
		t.Errorf("%d rows, the one at 655 is %+v", len(rows), rows[i])
	}
	if found, is := c.Find(d.Key); !is || found.Start != 655 {
		t.Errorf("the difference is not found by its key")
	}
}
